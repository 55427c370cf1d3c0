package org.dl4jvision.data.folder;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.dl4jvision.data.AnnotatedImage;
import org.dl4jvision.data.Split;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DivisionTest {

  @TempDir Path folder;

  private final List<AnnotatedImage> images = new ArrayList<>();

  private static final class Options extends FolderOptions<Options> {
    Options(Path folder) {
      super(folder);
    }
  }

  private Options options() {
    return new Options(folder).splitSeed(7);
  }

  private void add(Split split, String... names) throws IOException {
    for (String name : names) {
      Path file = folder.resolve(name + ".png");
      Files.createDirectories(file.getParent());
      AnnotatedImage.Builder image = AnnotatedImage.of(Files.createFile(file));
      images.add((split == null ? image : image.split(split)).build());
    }
  }

  private Division divide(Options options) {
    return new Division(options, images, image -> Set.of("a"));
  }

  private static List<String> names(Division division, Split split) {
    return division.splits().get(split).stream().map(AnnotatedImage::name).toList();
  }

  @Test
  void holdsOutOfWhatIsSaidToBeForTraining() throws IOException {
    add(Split.TRAIN, "a", "b", "c");
    add(Split.TEST, "d");
    add(null, "e", "f");
    Division division = divide(options().validationShare(0.4));
    assertEquals(3, division.splits().get(Split.TRAIN).size());
    assertEquals(2, division.splits().get(Split.VALIDATION).size());
    assertEquals(List.of("d"), names(division, Split.TEST));
    assertEquals(
        List.of(
            "there are no validation images: 2 of 5 training images, drawn by seed 7, are held out"
                + " for it"),
        division.warnings());
  }

  @Test
  void leavesWhatIsSaid() throws IOException {
    add(Split.VALIDATION, "v");
    add(null, "a", "b", "c");
    Division division = divide(options());
    assertEquals(List.of("a", "b", "c"), names(division, Split.TRAIN));
    assertEquals(List.of("v"), names(division, Split.VALIDATION));
    assertEquals(List.of(), division.warnings());
  }

  /** Every copy of a photograph, or none. */
  private void assertTogether(Division division, String what) {
    for (Split split : Split.values()) {
      long count = names(division, split).stream().filter(name -> name.contains(what)).count();
      assertTrue(count == 0 || count == all(what), what + ": " + count);
    }
  }

  private long all(String what) {
    return images.stream().filter(image -> image.name().contains(what)).count();
  }

  @Test
  void copiesAndTilesStayTogether() throws IOException {
    for (char photo = 'a'; photo < 'k'; photo++) {
      for (int i = 0; i < 3; i++) {
        add(null, photo + "X_jpg.rf.0123456789abcdef" + i);
        add(null, photo + "Y_" + i + "_0", photo + "Y_" + i + "_1");
      }
    }
    Division division = divide(options());
    for (char photo = 'a'; photo < 'k'; photo++) {
      assertTogether(division, photo + "X");
      assertTogether(division, photo + "Y");
    }
    assertEquals(18, division.splits().get(Split.VALIDATION).size(), 3);
  }

  @Test
  void datesAndChannelsAreNoTiles() throws IOException {
    for (int day = 1; day < 29; day++) {
      add(null, "photo_%d_%02d".formatted(2020 + day % 3, day));
      add(null, "case_%03d_0000".formatted(day));
    }
    Division division = divide(options());
    assertEquals(11, division.splits().get(Split.VALIDATION).size());
    assertEquals(1, division.warnings().size());
  }

  @Test
  void framesStayTogetherByAPattern() throws IOException {
    for (int clip = 0; clip < 10; clip++) {
      for (int frame = 0; frame < 4; frame++) {
        add(null, "clip%d/frame%d".formatted(clip, frame));
      }
    }
    add(null, "other");
    Division division = divide(options().groupBy(Pattern.compile("^clip(\\d+)/")));
    assertEquals(8, division.splits().get(Split.VALIDATION).size(), 1);
    assertEquals(
        Set.of(0, 4),
        division.splits().get(Split.VALIDATION).stream()
            .filter(image -> !image.name().equals("other"))
            .collect(Collectors.groupingBy(image -> image.file().getParent()))
            .values()
            .stream()
            .map(List::size)
            .collect(Collectors.collectingAndThen(Collectors.toSet(), DivisionTest::withZero)));
    assertEquals(
        "the pattern of groups finds nothing in the names of 1 images, as other.png; each of them"
            + " is a group of its own",
        division.warnings().get(0));
  }

  private static Set<Integer> withZero(Set<Integer> sizes) {
    sizes.add(0);
    return sizes;
  }

  @Test
  void oneGroupIsDividedAndSaid() throws IOException {
    add(null, "x_0_0", "x_0_1", "x_1_0", "x_1_1");
    Division division = divide(options());
    assertEquals(1, division.splits().get(Split.VALIDATION).size());
    assertEquals(
        "all 4 training images are of one photograph or group: validation images show what was"
            + " learned",
        division.warnings().get(0));
    assertEquals(2, division.warnings().size());
  }

  @Test
  void leaksBetweenStatedSplitsAreCounted() throws IOException {
    add(Split.TRAIN, "train/a_jpg.rf.000000001", "train/b_jpg.rf.000000002", "train/c");
    add(Split.VALIDATION, "valid/a_jpg.rf.000000003", "valid/a_jpg.rf.000000004", "valid/c");
    add(Split.TEST, "test/b_jpg.rf.000000005", "test/d_jpg.rf.000000006");
    assertEquals(
        List.of(
            "2 validation images show photographs that are also trained on, as"
                + " a_jpg.rf.000000003 and a_jpg.rf.000000001: scores will be too good",
            "1 test images show photographs that are also trained on, as b_jpg.rf.000000005 and"
                + " b_jpg.rf.000000002: scores will be too good"),
        divide(options()).warnings());
  }
}
