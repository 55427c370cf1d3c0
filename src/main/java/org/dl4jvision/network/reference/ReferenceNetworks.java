package org.dl4jvision.network.reference;

import org.dl4jvision.check.Registry;
import org.dl4jvision.network.encoder.Encoders;
import org.dl4jvision.network.encoder.MobileNetV3;
import org.dl4jvision.network.encoder.PublishedEncoder;

/** Finds {@link ReferenceNetwork}s by name. */
public final class ReferenceNetworks {

  private static final ReferenceNetwork[] MORE = {
    new ReferenceDetection(
        "torchvision.detection.retinanet_resnet50_fpn", ReferenceDetection.Kind.RETINANET),
    new ReferenceDetection("torchvision.detection.fcos_resnet50_fpn", ReferenceDetection.Kind.FCOS),
    resNet("fcn_resnet50", "resnet50", "fcn"),
    resNet("fcn_resnet101", "resnet101", "fcn"),
    resNet("deeplabv3_resnet50", "resnet50", "deeplab-v3"),
    resNet("deeplabv3_resnet101", "resnet101", "deeplab-v3"),
    mobileNet("deeplabv3_mobilenet_v3_large", "deeplab-v3"),
    mobileNet("lraspp_mobilenet_v3_large", "lraspp")
  };

  private ReferenceNetworks() {}

  private static ReferenceNetwork resNet(String name, String encoder, String decoder) {
    return new ReferenceSegmentation(
        "torchvision.segmentation." + name, Encoders.get(encoder), decoder, 8, "");
  }

  private static ReferenceNetwork mobileNet(String name, String decoder) {
    return new ReferenceSegmentation(
        "torchvision.segmentation." + name, MobileNetV3.withFirstMaps(), decoder, 16, "features.");
  }

  /** All that are known: those listed here, and every published encoder. */
  public static Registry<ReferenceNetwork> all() {
    Registry<ReferenceNetwork> all =
        new Registry<>("published network", "published networks", MORE);
    Encoders.REGISTRY.all().stream()
        .filter(PublishedEncoder.class::isInstance)
        .map(PublishedEncoder.class::cast)
        .forEach(encoder -> all.register(new ReferenceClassifier(encoder)));
    return all;
  }
}
