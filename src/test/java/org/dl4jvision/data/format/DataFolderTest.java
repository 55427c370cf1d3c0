package org.dl4jvision.data.format;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.dl4jvision.check.Refusals;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DataFolderTest {

  @TempDir Path base;

  private Path root;

  @BeforeEach
  void write() {
    root = base.resolve("data");
    text("data.yaml", "names: [a]");
    text("images/a.png", "");
    text("images/B.JPG", "");
    text("images/more/a.png", "");
    text("Labels/a.txt", "");
    text(".hidden/a.png", "");
    text("images/.a.png", "");
  }

  private void text(String file, String text) {
    new DetectionFolder(root).text(file, text);
  }

  private List<String> names(List<Path> files) {
    return files.stream().map(file -> root.relativize(file).toString()).toList();
  }

  @Test
  void listsFilesAndFolders() {
    DataFolder folder = DataFolder.of(root);
    assertEquals(
        List.of("Labels/a.txt", "data.yaml", "images/B.JPG", "images/a.png", "images/more/a.png"),
        names(folder.files()));
    assertEquals(
        List.of("images/B.JPG", "images/a.png", "images/more/a.png"), names(folder.images()));
    assertEquals(List.of("images/B.JPG"), names(folder.files("jpg", "jpeg")));
    assertEquals(List.of("data.yaml"), names(folder.named("DATA.yaml")));
    assertEquals(List.of("", "Labels", "images", "images/more"), names(folder.folders()));
    assertEquals(List.of("Labels"), names(folder.folders("labels")));
    assertEquals(List.of("Labels", "images"), names(folder.foldersIn(root)));
    Path images = root.resolve("images");
    assertEquals(List.of("images/more"), names(folder.foldersIn(images)));
    assertEquals(List.of("images/B.JPG", "images/a.png"), names(folder.imagesIn(images)));
    assertEquals(3, folder.imagesBelow(images).size());
    assertEquals(List.of(), folder.filesIn(root.resolve("none")));
    assertEquals("images/more/a.png", folder.name(root.resolve("images/more/a.png")));
    assertEquals("2 .png, 1 .jpg, 1 .txt, 1 .yaml", folder.summary());
  }

  @Test
  void findsStatedFilesInTheFolderOnly() throws IOException {
    Files.writeString(base.resolve("secret.txt"), "");
    DataFolder folder = DataFolder.of(root);
    assertEquals(Optional.of(root.resolve("data.yaml")), folder.file("./data.yaml"));
    Path images = root.resolve("images");
    assertEquals(
        Optional.of(root.resolve("Labels/a.txt")), folder.file(images, "..\\Labels/a.txt"));
    assertEquals(Optional.empty(), folder.file("../secret.txt"));
    assertEquals(Optional.empty(), folder.file(base.resolve("secret.txt").toString()));
    assertEquals(Optional.empty(), folder.file("images"));
    assertEquals(Optional.empty(), folder.file("\0"));
    assertEquals(
        Optional.of(root.resolve("data.yaml")), folder.file(root.resolve("data.yaml").toString()));
  }

  @Test
  void followsLinksOnceAndNeverInCircles() throws IOException {
    Path other = Files.createDirectories(base.resolve("other"));
    Files.writeString(other.resolve("c.png"), "");
    Files.createSymbolicLink(root.resolve("again"), other);
    Files.createSymbolicLink(root.resolve("back"), base);
    Files.createSymbolicLink(root.resolve("images/up"), root);
    Files.createSymbolicLink(root.resolve("link"), other);
    Files.createSymbolicLink(root.resolve("other.png"), other.resolve("c.png"));
    Files.createSymbolicLink(root.resolve("within"), root.resolve("images/more"));
    Files.createSymbolicLink(root.resolve("nowhere.png"), base.resolve("nothing"));
    DataFolder folder = DataFolder.of(root);
    List<String> images = names(folder.images());
    assertEquals(5, images.size(), images.toString());
    assertTrue(images.contains("other.png"), images.toString());
    assertTrue(images.contains("again/c.png") != images.contains("link/c.png"), images.toString());
    assertEquals(
        List.of(root.resolve("nowhere.png") + " is a link that leads nowhere and is left out"),
        folder.notes());
  }

  @Test
  void readsOnlyBeginnings() {
    text("long.txt", "\uFEFFé" + "x".repeat(10_000));
    DataFolder folder = DataFolder.of(root);
    String head = folder.head(root.resolve("long.txt"));
    assertTrue(head.startsWith("éx"), head.substring(0, 3));
    assertTrue(head.length() < 4096);
    assertEquals(
        List.of("images/B.JPG", "images/more/a.png", "images/a.png"),
        names(folder.sample(folder.images())));
  }

  @Test
  void knowsTheKeysOfJson() {
    text(
        "a.json",
        "{\"info\": {\"year\": 1}, \"images\": [{\"id\": 1, \"file_name\": \"a\"}], \"assets\":"
            + " {\"a\": {\"name\": 2}}, \"cut\": [{\"off\": 1, \"be");
    text("list.json", "[{\"image\": \"a\", \"boxes\": [[1, 2]]}]");
    text("none.json", "<xml/>");
    DataFolder folder = DataFolder.of(root);
    JsonHead head = folder.json(root.resolve("a.json"));
    assertTrue(head.has("images[].id", "info.year", "assets.*.name", "cut[].off"));
    assertFalse(head.has("images[].id", "annotations"));
    assertFalse(head.has("assets.*.size"));
    assertFalse(head.has("[]"));
    assertTrue(folder.json(root.resolve("list.json")).has("[].image", "[].boxes[][]"));
    assertFalse(folder.json(root.resolve("none.json")).has("[]"));
  }

  @Test
  void refusesWhatIsNoFolder() {
    assertEquals(
        "no such folder: %1$s/none%nnot a folder: %1$s/data.yaml%n".formatted(root),
        Refusals.messages(
            () -> DataFolder.of(root.resolve("none")),
            () -> DataFolder.of(root.resolve("data.yaml"))));
  }
}
