package org.dl4jvision.loss;

import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * What must hold for every loss. A subclass names the instances to test, and says where its losses
 * are special.
 */
@ExtendWith(SeedExtension.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
public abstract class BaseLossTestCase
    implements GradientInvariants,
        PrecisionInvariants,
        MaskInvariants,
        BatchInvariants,
        OptionInvariants,
        RefusalInvariants,
        TrainingInvariants {}
