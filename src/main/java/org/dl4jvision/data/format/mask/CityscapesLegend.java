package org.dl4jvision.data.format.mask;

import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import org.dl4jvision.data.MaskLegend;

/** What the codes of Cityscapes' masks mean: 19 classes are trained, all other labels are void. */
final class CityscapesLegend {

  /** What masks hold, the best known first. */
  enum Kind {
    TRAIN_IDS("labelTrainIds"),
    IDS("labelIds"),
    COLORS("color");

    private final String word;

    Kind(String word) {
      this.word = word;
    }

    /** The kind of a file by the end of its name, in any case. */
    static Kind of(String word) {
      return switch (word.toLowerCase(Locale.ROOT)) {
        case "labeltrainids" -> TRAIN_IDS;
        case "labelids" -> IDS;
        default -> COLORS;
      };
    }

    @Override
    public String toString() {
      return word;
    }
  }

  private static final int VOID = 255;

  /**
   * A label.
   *
   * @param trainId its number among the trained classes, {@link #VOID} where it is none
   */
  private record Label(String name, int id, int trainId, int color) {}

  private static final List<Label> LABELS =
      List.of(
          new Label("unlabeled", 0, VOID, 0),
          new Label("ego vehicle", 1, VOID, 0),
          new Label("rectification border", 2, VOID, 0),
          new Label("out of roi", 3, VOID, 0),
          new Label("static", 4, VOID, 0),
          new Label("dynamic", 5, VOID, 0x6f4a00),
          new Label("ground", 6, VOID, 0x510051),
          new Label("road", 7, 0, 0x804080),
          new Label("sidewalk", 8, 1, 0xf423e8),
          new Label("parking", 9, VOID, 0xfaaaa0),
          new Label("rail track", 10, VOID, 0xe6968c),
          new Label("building", 11, 2, 0x464646),
          new Label("wall", 12, 3, 0x66669c),
          new Label("fence", 13, 4, 0xbe9999),
          new Label("guard rail", 14, VOID, 0xb4a5b4),
          new Label("bridge", 15, VOID, 0x966464),
          new Label("tunnel", 16, VOID, 0x96785a),
          new Label("pole", 17, 5, 0x999999),
          new Label("polegroup", 18, VOID, 0x999999),
          new Label("traffic light", 19, 6, 0xfaaa1e),
          new Label("traffic sign", 20, 7, 0xdcdc00),
          new Label("vegetation", 21, 8, 0x6b8e23),
          new Label("terrain", 22, 9, 0x98fb98),
          new Label("sky", 23, 10, 0x4682b4),
          new Label("person", 24, 11, 0xdc143c),
          new Label("rider", 25, 12, 0xff0000),
          new Label("car", 26, 13, 0x00008e),
          new Label("truck", 27, 14, 0x000046),
          new Label("bus", 28, 15, 0x003c64),
          new Label("caravan", 29, VOID, 0x00005a),
          new Label("trailer", 30, VOID, 0x00006e),
          new Label("train", 31, 16, 0x005064),
          new Label("motorcycle", 32, 17, 0x0000e6),
          new Label("bicycle", 33, 18, 0x770b20),
          new Label("license plate", VOID, VOID, 0x00008e));

  private CityscapesLegend() {}

  /**
   * The legend of a kind of masks.
   *
   * @param source folder of the data
   */
  static MaskLegend of(Kind kind, Path source) {
    MaskLegend.Builder legend = MaskLegend.builder(source);
    // Of labels with one color, such as poles and groups of them, the trained one counts.
    LABELS.stream()
        .sorted(Comparator.comparing(Label::trainId))
        .filter(label -> isFirst(label, kind))
        .forEach(label -> add(legend, label, kind));
    return legend.build();
  }

  private static boolean isFirst(Label label, Kind kind) {
    return label.trainId() != VOID
        || LABELS.stream()
            .filter(other -> other.trainId() != VOID)
            .noneMatch(other -> code(other, kind) == code(label, kind));
  }

  private static int code(Label label, Kind kind) {
    return switch (kind) {
      case TRAIN_IDS -> label.trainId();
      case IDS -> label.id();
      case COLORS -> label.color();
    };
  }

  private static void add(MaskLegend.Builder legend, Label label, Kind kind) {
    int code = code(label, kind);
    boolean isTrained = label.trainId() != VOID;
    if (kind == Kind.COLORS && isTrained) {
      legend.color(code, label.name());
    } else if (kind == Kind.COLORS) {
      legend.voidColor(code);
    } else if (isTrained) {
      legend.number(code, label.name());
    } else {
      legend.voidNumber(code);
    }
  }
}
