package dev.oneshot.benchmarks.shop;

import java.util.List;

/**
 * How one of the shops is started.
 *
 * @param name of the contestant
 * @param classPath what it is made of
 * @param mainClass where it begins
 * @param arguments what it is told beyond what all are told
 */
record ShopPlan(String name, String classPath, String mainClass, List<String> arguments) {}
