package dev.oneshot.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.net.URL;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Compares the tables of properties with the metadata that the build generates for editors. */
class PropertiesTest {

    private static final List<JsonNode> PROPERTIES = new ArrayList<>();

    @BeforeAll
    static void readMetadata() throws IOException {
        ClassLoader classPath = PropertiesTest.class.getClassLoader();
        JsonMapper mapper = new JsonMapper();
        for (URL file : Collections.list(classPath.getResources("META-INF/spring-configuration-metadata.json"))) {
            try (InputStream metadata = file.openStream()) {
                for (JsonNode property : mapper.readTree(metadata).get("properties")) {
                    if (property.get("name").asString().contains("oneshot")) {
                        PROPERTIES.add(property);
                    }
                }
            }
        }
        PROPERTIES.sort(Comparator.comparing(property -> property.get("name").asString()));
    }

    @Test
    void theGuideListsEveryPropertyAsTheMetadataHasIt() {
        List<List<String>> rows = PROPERTIES.stream()
                .map(property -> List.of(
                        code(property, "name"), type(property), code(property, "defaultValue"), description(property)))
                .toList();
        assertThat(rows).isNotEmpty();
        assertThat(Page.of("docs/configuration.md").tableBelow("All properties"))
                .isEqualTo(rows);
    }

    @Test
    void theReadmeTellsTheRightDefaults() {
        List<List<String>> rows = PROPERTIES.stream()
                .map(property -> List.of(code(property, "name"), code(property, "defaultValue")))
                .toList();
        assertThat(Page.of("README.md").tableBelow("Configure it"))
                .isNotEmpty()
                .allSatisfy(row -> assertThat(rows).contains(row.subList(0, 2)));
    }

    private static String code(JsonNode property, String field) {
        JsonNode value = property.path(field);
        return value.isMissingNode() ? "" : "`" + value.asString() + "`";
    }

    private static String type(JsonNode property) {
        String type = property.get("type").asString();
        return type.substring(Math.max(type.lastIndexOf('.'), type.lastIndexOf('$')) + 1);
    }

    private static String description(JsonNode property) {
        return property.path("description").asString().replace("|", "\\|");
    }
}
