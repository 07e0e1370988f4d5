package dev.oneshot.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.oneshot.worker.JobTransaction;
import java.lang.reflect.Array;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.sql.CallableStatement;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * What a job has in its hands, over a driver that only records: every method of JDBC reaches the driver's own, with the
 * same arguments, and none does when the job has ended.
 */
class LentViewsTest {

    /** What the views answer by themselves, and what they hand on otherwise than as it is. */
    private static final Set<String> OWN_MEANING =
            Set.of("close", "isClosed", "unwrap", "getStatement", "getConnection", "isValid");

    /** Methods that newer versions of the interfaces have, in terms of others. */
    private static final Set<String> IN_TERMS_OF_OTHERS =
            Set.of("enquoteLiteral", "enquoteIdentifier", "isSimpleIdentifier", "enquoteNCharLiteral");

    private @Nullable Method reached;
    private Object @Nullable [] handedOver;

    private final Connection physical = driver(Connection.class);
    private JdbcSession session;
    private Connection lent;

    @BeforeEach
    void lend() throws SQLException {
        session = JdbcSession.of(physical, false);
        lent = session.lend(JobTransaction.NONE);
    }

    static Stream<Class<?>> interfaces() {
        return Stream.of(
                Connection.class, Statement.class, PreparedStatement.class, CallableStatement.class, ResultSet.class);
    }

    @ParameterizedTest
    @MethodSource("interfaces")
    void everyMethodReachesTheDriversOwnWithTheSameArguments(Class<?> type) throws Throwable {
        for (Method method : methods(type)) {
            Object view = view(type);
            Object[] arguments = arguments(method);
            reached = null;

            call(view, method, arguments);

            assertThat(reached).as(method.toString()).isNotNull();
            assertThat(reached.getName()).isEqualTo(method.getName());
            assertThat(reached.getParameterTypes()).as(method.toString()).isEqualTo(method.getParameterTypes());
            assertThat(handedOver == null ? new Object[0] : handedOver)
                    .as(method.toString())
                    .isEqualTo(arguments);
        }
    }

    @ParameterizedTest
    @MethodSource("interfaces")
    void noMethodReachesTheDriverWhenTheJobHasEnded(Class<?> type) throws Throwable {
        for (Method method : methods(type)) {
            Object view = view(type);
            session.reclaim(lent);
            reached = null;

            assertThatThrownBy(() -> call(view, method, arguments(method)))
                    .as(method.toString())
                    .isInstanceOf(SQLException.class)
                    .hasMessageContaining(view == lent ? "a job must not keep its connection" : "is closed");

            assertThat(reached).as(method.toString()).isNull();
            lent = session.lend(JobTransaction.NONE);
        }
    }

    @Test
    void whatStatementsAndRowsLeadBackToIsTheView() throws Exception {
        for (Statement statement :
                List.of(lent.createStatement(), lent.prepareStatement("SELECT 1"), lent.prepareCall("CALL it()"))) {
            assertThat(statement.getConnection()).isSameAs(lent);
            assertThat(Set.of(statement, lent)).contains(statement);
            assertThat(statement.toString()).startsWith("lent ");
        }
        Statement statement = lent.createStatement();
        assertThat(statement.executeQuery("SELECT 1").getStatement()).isSameAs(statement);
        assertThat(statement.getResultSet().getStatement()).isSameAs(statement);
        assertThat(statement.getGeneratedKeys().getStatement()).isSameAs(statement);
    }

    @Test
    void aKeptStatementGoesToTheNextJobByAnotherView() throws Exception {
        PreparedStatement first = lent.prepareStatement("SELECT 1");
        Statement own = first.unwrap(Statement.class);
        ResultSet rows = first.executeQuery();
        session.reclaim(lent);

        Connection next = session.lend(JobTransaction.NONE);
        PreparedStatement second = next.prepareStatement("SELECT 1");

        assertThat(second.unwrap(Statement.class)).isSameAs(own);
        assertThat(second.isClosed()).isFalse();
        assertThatThrownBy(first::executeQuery).hasMessage("this statement is closed: SELECT 1");
        assertThatThrownBy(rows::next).hasMessage("this statement is closed: SELECT 1");
        assertThat(rows.isClosed()).isTrue();
    }

    /** The methods that a job can call, as the JDK that runs this test has them, but for those with a meaning of their own. */
    private static List<Method> methods(Class<?> type) {
        return Arrays.stream(type.getMethods())
                .filter(method -> !OWN_MEANING.contains(method.getName()))
                .filter(method -> !IN_TERMS_OF_OTHERS.contains(method.getName()) || type == Statement.class)
                .toList();
    }

    private Object view(Class<?> type) throws SQLException {
        if (type == Connection.class) {
            return lent;
        }
        if (type == CallableStatement.class) {
            return lent.prepareCall("CALL it()");
        }
        if (type == PreparedStatement.class) {
            return lent.prepareStatement("SELECT 1");
        }
        Statement statement = lent.createStatement();
        return type == Statement.class ? statement : statement.executeQuery("SELECT 1");
    }

    private static @Nullable Object call(Object view, Method method, Object[] arguments) throws Throwable {
        try {
            return method.invoke(view, arguments);
        } catch (InvocationTargetException e) {
            throw e.getCause();
        }
    }

    private static Object[] arguments(Method method) {
        return Arrays.stream(method.getParameterTypes()).map(LentViewsTest::any).toArray();
    }

    /** A value that is not the type's zero, so that it cannot be there by chance. */
    private static @Nullable Object any(Class<?> type) {
        if (type == boolean.class) {
            return true;
        }
        if (type == String.class) {
            return "anything";
        }
        if (type.isPrimitive()) {
            Object array = Array.newInstance(type, 1);
            Array.setByte(array, 0, (byte) 7);
            return Array.get(array, 0);
        }
        return type.isArray() ? Array.newInstance(type.getComponentType(), 1) : null;
    }

    private <T> T driver(Class<T> type) {
        return type.cast(Proxy.newProxyInstance(
                getClass().getClassLoader(), new Class<?>[] {type}, (self, method, arguments) -> {
                    if (method.getName().equals("toString")) {
                        return "driver's " + type.getSimpleName();
                    }
                    reached = method;
                    handedOver = arguments;
                    return switch (method.getName()) {
                        case "getAutoCommit" -> true;
                        case "unwrap" -> self;
                        default -> answer(method.getReturnType());
                    };
                }));
    }

    private @Nullable Object answer(Class<?> type) {
        if (type.isInterface() && type.getPackage() == Connection.class.getPackage()) {
            return driver(type);
        }
        if (type == String.class) {
            return "any database";
        }
        return type.isPrimitive() && type != void.class ? Array.get(Array.newInstance(type, 1), 0) : null;
    }
}
