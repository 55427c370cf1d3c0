package org.dl4jvision.network.encoder;

import org.dl4jvision.check.Registry;

/** Finds {@link Encoder}s by name. */
public final class Encoders {

  /** The registry, to which users can add their own. */
  public static final Registry<Encoder> REGISTRY =
      new Registry<>(
          "encoder",
          "encoders",
          new DenseNet(
              "densenet121",
              "torchvision.densenet121",
              "every layer sees all before it: few parameters, much memory",
              6,
              12,
              24,
              16),
          new DenseNet(
              "densenet169",
              "torchvision.densenet169",
              "as densenet121 with more layers at strides 16 and 32",
              6,
              12,
              32,
              32),
          new GoogLeNet(),
          new InceptionV3(),
          new SqueezeNet(),
          new EfficientNet(),
          new MobileNetV2(),
          new MobileNetV3(),
          new RegNet(),
          new PlainEncoder(),
          new ResidualEncoder(
              "small", "residual, 16 to 128 channels, one block a stage", 16, 1, 48),
          new ResidualEncoder(
              "medium", "residual, 24 to 192 channels, two blocks a stage", 24, 2, 64),
          ResNet.basic(
              "resnet18",
              "torchvision.resnet18",
              "the residual network to begin with: small, and weights are everywhere",
              2,
              2,
              2,
              2),
          ResNet.basic(
              "resnet34",
              "torchvision.resnet34",
              "residual, twice as deep as resnet18: the usual one to segment with",
              3,
              4,
              6,
              3),
          ResNet.bottleneck(
              "resnet50",
              "torchvision.resnet50",
              "residual with bottlenecks, up to 2048 channels: that of most published detectors",
              3,
              4,
              6,
              3),
          ResNet.bottleneck(
              "resnet101",
              "torchvision.resnet101",
              "residual, twice as deep as resnet50, for many images",
              3,
              4,
              23,
              3),
          ResNet.bottleneck(
                  "wide-resnet50",
                  "torchvision.wide_resnet50_2",
                  "resnet50 with twice the channels between two 1x1 convolutions",
                  3,
                  4,
                  6,
                  3)
              .grouped(1, 128),
          ResNet.bottleneck(
                  "resnext50",
                  "torchvision.resnext50_32x4d",
                  "resnet50 with 3x3 convolutions in 32 groups",
                  3,
                  4,
                  6,
                  3)
              .grouped(32, 4),
          ResNet.basic(
                  "se-resnet18",
                  "timm.seresnet18",
                  "resnet18 whose blocks weigh their channels",
                  2,
                  2,
                  2,
                  2)
              .squeezed(),
          ResNet.bottleneck(
                  "se-resnet50",
                  "timm.seresnet50",
                  "resnet50 whose blocks weigh their channels",
                  3,
                  4,
                  6,
                  3)
              .squeezed(),
          new AlexNet(),
          new Vgg(
              "vgg11",
              "torchvision.vgg11",
              "eight 3x3 convolutions at full and half size: slow and exact",
              false,
              1,
              1,
              2,
              2,
              2),
          new Vgg(
              "vgg11-bn",
              "torchvision.vgg11_bn",
              "eight 3x3 convolutions at full and half size, normalized: slow and exact",
              true,
              1,
              1,
              2,
              2,
              2),
          new Vgg(
              "vgg13",
              "torchvision.vgg13",
              "ten 3x3 convolutions at full and half size: slow and exact",
              false,
              2,
              2,
              2,
              2,
              2),
          new Vgg(
              "vgg13-bn",
              "torchvision.vgg13_bn",
              "ten 3x3 convolutions at full and half size, normalized: slow and exact",
              true,
              2,
              2,
              2,
              2,
              2),
          new Vgg(
              "vgg16",
              "torchvision.vgg16",
              "thirteen 3x3 convolutions at full and half size: slow and exact",
              false,
              2,
              2,
              3,
              3,
              3),
          new Vgg(
              "vgg16-bn",
              "torchvision.vgg16_bn",
              "thirteen 3x3 convolutions at full and half size, normalized: slow and exact",
              true,
              2,
              2,
              3,
              3,
              3),
          new Vgg(
              "vgg19",
              "torchvision.vgg19",
              "sixteen 3x3 convolutions at full and half size: slow and exact",
              false,
              2,
              2,
              4,
              4,
              4),
          new Vgg(
              "vgg19-bn",
              "torchvision.vgg19_bn",
              "sixteen 3x3 convolutions at full and half size, normalized: slow and exact",
              true,
              2,
              2,
              4,
              4,
              4));

  private Encoders() {}

  /**
   * The encoder of a name.
   *
   * @throws IllegalArgumentException if there is none; the message lists those that there are
   */
  public static Encoder get(String name) {
    return REGISTRY.get(name);
  }
}
