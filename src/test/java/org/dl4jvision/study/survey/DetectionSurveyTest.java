package org.dl4jvision.study.survey;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.dl4jvision.Shared;
import org.dl4jvision.box.Box;
import org.dl4jvision.box.ObjectBox;
import org.dl4jvision.data.Split;
import org.dl4jvision.data.detection.DetectionDataset;
import org.dl4jvision.data.detection.DetectionSample;
import org.dl4jvision.data.detection.FolderDetectionDataset;
import org.junit.jupiter.api.Test;

class DetectionSurveyTest {

  private record Boxes(List<DetectionSample> samples) implements DetectionDataset {

    @Override
    public String name() {
      return "boxes";
    }

    @Override
    public List<String> classNames() {
      return List.of("a", "b", "c");
    }

    @Override
    public int channels() {
      return 1;
    }

    @Override
    public int size(Split split) {
      return split == Split.TRAIN ? samples.size() : 0;
    }

    @Override
    public DetectionSample get(Split split, int index) {
      return samples.get(index);
    }
  }

  private static ObjectBox box(double left, double top, double width, double height, int index) {
    return new ObjectBox(new Box(left, top, left + width, top + height), index, false);
  }

  private static DetectionSample sample(List<ObjectBox> objects) {
    return new DetectionSample("a", 1, 50, 100, new float[5000], objects);
  }

  @Test
  void countsWhatCanBeSeen() {
    ObjectBox ignored = new ObjectBox(new Box(0, 0, 90, 40), 1, true);
    DetectionSurvey survey =
        DetectionSurvey.of(
            new Boxes(
                List.of(
                    sample(List.of(box(0, 0, 20, 20, 0), box(5, 0, 20, 20, 1), ignored)),
                    sample(List.of(box(0, 0, 40, 10, 0), box(60, 0, 40, 10, 0))),
                    sample(List.of()))));
    assertEquals(3, survey.images());
    assertEquals(1, survey.empty());
    assertEquals(Spread.of(0, 2, 2), survey.objectsAnImage());
    assertEquals(Spread.of(20, 20, 20, 20), survey.sizes());
    assertEquals(Spread.of(0.2, 0.2, 0.2, 0.2), survey.relativeSizes());
    assertEquals(Spread.of(1, 1, 4, 4), survey.aspects());
    assertEquals(0.5, survey.overlapping(), "15 of 25 columns are common: IoU 0.6");
    assertEquals(0.5, survey.crowding());
    assertEquals(3, survey.classes().get(0).objects());
    assertEquals(2, survey.classes().get(0).images());
    assertEquals(1, survey.classes().get(1).ignored());
    assertEquals(0, survey.classes().get(2).images());
    assertEquals(2, survey.present().size());
    assertEquals("b", survey.rarest().name());
  }

  @Test
  void overlapsAreThoseOfAllPairs() {
    Random random = new Random(3);
    List<DetectionSample> samples = new ArrayList<>();
    int overlapping = 0;
    int all = 0;
    for (int image = 0; image < 20; image++) {
      List<ObjectBox> objects = new ArrayList<>();
      for (int i = 0; i < 12; i++) {
        objects.add(
            box(random.nextInt(60), random.nextInt(30), 10 + random.nextInt(20), 15, i % 3));
      }
      samples.add(sample(objects));
      for (ObjectBox one : objects) {
        boolean overlaps = false;
        for (ObjectBox other : objects) {
          overlaps |= one != other && plainIou(one.box(), other.box()) >= 0.3;
        }
        overlapping += overlaps ? 1 : 0;
        all++;
      }
    }
    DetectionSurvey survey = DetectionSurvey.of(new Boxes(samples));
    assertEquals((double) overlapping / all, survey.overlapping(), 1e-12);
  }

  /** By the pixels that both have, whose corners are whole numbers. */
  private static double plainIou(Box one, Box other) {
    int both = 0;
    int any = 0;
    for (int y = 0; y < 60; y++) {
      for (int x = 0; x < 100; x++) {
        boolean inOne = x >= one.left() && x < one.right() && y >= one.top() && y < one.bottom();
        boolean inOther =
            x >= other.left() && x < other.right() && y >= other.top() && y < other.bottom();
        both += inOne && inOther ? 1 : 0;
        any += inOne || inOther ? 1 : 0;
      }
    }
    return (double) both / any;
  }

  /** As the README of the data counts them; one red cell's box has no area. */
  @Test
  void bloodCellsAreCountedExactly() {
    DetectionSurvey survey =
        DetectionSurvey.of(
            FolderDetectionDataset.builder(Shared.data("bccd")).keepNothing().build());
    assertEquals(205, survey.images());
    assertEquals(
        List.of("Platelets 209", "RBC 2381", "WBC 214"),
        survey.classes().stream().map(one -> one.name() + " " + one.objects()).toList());
  }
}
