package dev.oneshot.benchmarks.peer;

/** What the shop keeps. */
interface Store {

    /** Throws if there is no such product. */
    Product find(long id);

    /** When this returns, the order is kept. */
    Order place(NewOrder order);
}
