/** The runtime and the worker of Oneshot, in plain Java. */
module dev.oneshot.core {
    requires static transitive org.jspecify;
    requires static transitive java.sql;

    exports dev.oneshot;
    exports dev.oneshot.channel;
    exports dev.oneshot.jdbc;
    exports dev.oneshot.net;
    exports dev.oneshot.runner;
    exports dev.oneshot.sync;
    exports dev.oneshot.time;
    exports dev.oneshot.worker;
}
