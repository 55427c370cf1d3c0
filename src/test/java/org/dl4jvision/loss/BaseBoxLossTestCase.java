package org.dl4jvision.loss;

import org.junit.jupiter.api.TestInstance;

/** What must hold for every loss of boxes. A subclass names the instances to test. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
public abstract class BaseBoxLossTestCase
    implements BoxGradientInvariants, BoxBatchInvariants, BoxOptionInvariants {}
