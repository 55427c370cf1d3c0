package org.dl4jvision.task;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Path;
import org.dl4jvision.check.Refusals;
import org.dl4jvision.data.Normalization;
import org.junit.jupiter.api.Test;

class OptionsTest {

  /** An option of each type. */
  public static final class All extends Options {
    public int whole = 1;
    public Integer boxedWhole;
    public long longer = 1;
    public double number = 1;
    public Double boxedNumber;
    public boolean yes;
    public Boolean boxedYes;
    public String text = "";
    public Path file;
    public Normalization choice = Normalization.NONE;
  }

  @Test
  void everyTypeSaysWhatItAllows() {
    All all = new All();
    assertEquals(
        """
        whole is many; allowed: whole numbers
        boxed-whole is 1.5; allowed: whole numbers
        longer is 99999999999999999999; allowed: whole numbers of fewer digits
        number is 1,5; allowed: numbers
        boxed-number is x; allowed: numbers
        yes is maybe; allowed: true, false
        boxed-yes is 1; allowed: true, false
        file: the name of a file or folder is empty
        choice is per-imag (did you mean per_image?); allowed: none, imagenet, per_image
        """,
        Refusals.messages(
            () -> all.set("whole", "many"),
            () -> all.set("boxed-whole", "1.5"),
            () -> all.set("longer", "99999999999999999999"),
            () -> all.set("number", "1,5"),
            () -> all.set("boxed-number", "x"),
            () -> all.set("yes", "maybe"),
            () -> all.set("boxed-yes", "1"),
            () -> all.set("file", ""),
            () -> all.set("choice", "per-imag")));
  }

  @Test
  void everyTypeIsSet() {
    All all = new All();
    all.set("whole", "-3");
    all.set("longer", "99999999999");
    all.set("number", "1.5e3");
    all.set("yes", "TRUE");
    all.set("boxed-yes", "false");
    all.set("file", "a b");
    all.set("choice", "Per_Image");
    assertEquals(-3, all.whole);
    assertEquals(99999999999L, all.longer);
    assertEquals(1500, all.number);
    assertEquals(true, all.yes);
    assertEquals(false, all.boxedYes);
    assertEquals(Path.of("a b"), all.file);
    assertEquals(Normalization.PER_IMAGE, all.choice);
  }
}
