package org.dl4jvision;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;

import java.io.File;
import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * A project of its own, {@code src/it/consumer}, depends on the installed artifact: dl4j-vision
 * forces no backend and no logger on it, and with a backend of its own choice it trains, in oneDNN
 * if it asks for that.
 *
 * <p>The artifact is installed in a local repository below {@code target}, whose other entries are
 * links to the user's: nothing is downloaded twice and the user's repository keeps no snapshot.
 */
class ConsumerProjectIT {

  private static final Path WORK = Path.of("target", "it").toAbsolutePath();
  private static final Path CONSUMER = WORK.resolve("consumer");
  private static final Path REPOSITORY = WORK.resolve("repository");
  private static final String GROUP = "dl4jvision";

  /** nd4j-native-api is the interface that all backends implement. */
  private static final Pattern BACKEND =
      Pattern.compile("org\\.nd4j:nd4j-(native|cuda[^:]*?)(-platform|-preset)?:");

  private static final Pattern JAVACPP = Pattern.compile("org\\.bytedeco:javacpp(-platform)?:");

  private static final String PASSED = "Tests run: 1, Failures: 0, Errors: 0, Skipped: 0";

  private static final Pattern LOGGER =
      Pattern.compile("logback|log4j|slf4j-(simple|nop|jdk14|reload4j)");

  @BeforeAll
  static void install() throws IOException {
    delete(WORK);
    copy(Path.of("src", "it", "consumer"), CONSUMER);
    linkRepository(Path.of(property("it.localRepository")));
    String name = "dl4j-vision-" + version();
    Path artifact =
        Files.createDirectories(
            REPOSITORY.resolve(Path.of("org", GROUP, "dl4j-vision", version())));
    Files.copy(Path.of("target", name + ".jar"), artifact.resolve(name + ".jar"));
    Files.copy(Path.of("pom.xml"), artifact.resolve(name + ".pom"));
  }

  @AfterAll
  static void removeLinks() throws IOException {
    delete(REPOSITORY);
  }

  @Test
  void forcesNoBackendAndNoLogger() throws Exception {
    Path file = WORK.resolve("tree.txt");
    maven("dependency:tree", "-DoutputFile=" + file);
    String tree = Files.readString(file);
    assertTrue(tree.contains("org.dl4jvision:dl4j-vision:jar:" + version()), tree);
    assertTrue(tree.contains("org.nd4j:nd4j-api:jar:"), tree);
    assertEquals(List.of(), lines(tree, BACKEND));
    assertEquals(List.of(), lines(tree, LOGGER));
  }

  @Test
  void trainsWithABackendOfItsOwn() throws Exception {
    Path file = WORK.resolve("tree-backend.txt");
    String log = maven("-Pbackend", "test", "dependency:tree", "-DoutputFile=" + file);
    assertTrue(log.contains(PASSED), log);
    assertTrue(!lines(Files.readString(file), BACKEND).isEmpty(), "the pattern finds a backend");
    assertTrue(log.contains("org.bytedeco:dnnl-platform is not there"), log);
  }

  @Test
  void hasTheFastPathWithTheBindingsOfOneDnn() throws Exception {
    Path file = WORK.resolve("tree-onednn.txt");
    String log = maven("-Pbackend,onednn", "test", "dependency:tree", "-DoutputFile=" + file);
    assertTrue(log.contains(PASSED), log);
    assertTrue(log.contains("report: oneDNN on in 2 layers" + System.lineSeparator()), log);
    List<String> javaCpp = lines(Files.readString(file), JAVACPP);
    assertTrue(javaCpp.size() > 2, javaCpp.toString());
    for (String line : javaCpp) {
      assertTrue(line.contains(":" + property("it.javacpp") + ":"), javaCpp.toString());
    }
  }

  @Test
  void isToldOfAnOldJavaCppAndTrainsAllTheSame() throws Exception {
    String log = maven("-Pbackend,onednn,old-javacpp", "test");
    assertTrue(log.contains(PASSED), log);
    List<String> told = lines(log, Pattern.compile("needs JavaCPP \\S+ and 1\\.5\\.7 is there"));
    assertEquals(1, told.size(), log);
    assertTrue(told.get(0).contains("report: "), told.get(0));
  }

  private static List<String> lines(String text, Pattern pattern) {
    return text.lines().filter(line -> pattern.matcher(line).find()).toList();
  }

  /** Runs Maven in the consumer's folder and returns what it printed. */
  private static String maven(String... arguments) throws IOException, InterruptedException {
    boolean windows = File.separatorChar == '\\';
    List<String> command = new ArrayList<>();
    command.add(Path.of(property("it.mavenHome"), "bin", windows ? "mvn.cmd" : "mvn").toString());
    command.addAll(List.of("-B", "--no-transfer-progress"));
    command.add("-Dmaven.repo.local=" + REPOSITORY);
    command.add("-Ddl4jvision.version=" + version());
    command.add("-Ddnnl.version=" + property("it.dnnl"));
    if (property("it.settings").equals("offline=true")) {
      command.add("-o");
    }
    command.addAll(List.of(arguments));
    Path log = WORK.resolve("maven.log");
    ProcessBuilder builder =
        new ProcessBuilder(command)
            .directory(CONSUMER.toFile())
            .redirectErrorStream(true)
            .redirectOutput(log.toFile());
    builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
    Process process = builder.start();
    if (!process.waitFor(10, TimeUnit.MINUTES)) {
      process.descendants().forEach(ProcessHandle::destroy);
      process.destroy();
      fail("no end after 10 minutes: " + command + "\n" + Files.readString(log));
    }
    String output = Files.readString(log);
    assertEquals(0, process.exitValue(), () -> command + "\n" + output);
    return output;
  }

  /** Every group but ours is a link to the user's repository. */
  private static void linkRepository(Path users) throws IOException {
    link(users, REPOSITORY, "org");
    link(users.resolve("org"), REPOSITORY.resolve("org"), GROUP);
  }

  private static void link(Path from, Path to, String except) throws IOException {
    Files.createDirectories(to);
    try (Stream<Path> entries = Files.list(from)) {
      for (Path entry : (Iterable<Path>) entries::iterator) {
        if (!entry.endsWith(except)) {
          Files.createSymbolicLink(to.resolve(entry.getFileName()), entry);
        }
      }
    }
  }

  private static void copy(Path from, Path to) throws IOException {
    try (Stream<Path> files = Files.walk(from)) {
      for (Path file : (Iterable<Path>) files::iterator) {
        Path target = to.resolve(from.relativize(file).toString());
        if (Files.isDirectory(file)) {
          Files.createDirectories(target);
        } else {
          Files.copy(file, target, StandardCopyOption.REPLACE_EXISTING);
        }
      }
    }
  }

  /** Deletes links, not what they lead to. */
  private static void delete(Path root) throws IOException {
    if (!Files.exists(root)) {
      return;
    }
    Files.walkFileTree(
        root,
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult visitFile(Path file, BasicFileAttributes attributes)
              throws IOException {
            Files.delete(file);
            return FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult postVisitDirectory(Path folder, IOException failure)
              throws IOException {
            if (failure != null) {
              throw failure;
            }
            Files.delete(folder);
            return FileVisitResult.CONTINUE;
          }
        });
  }

  private static String version() {
    return property("it.version");
  }

  /** Set by the build. */
  private static String property(String name) {
    String value = System.getProperty(name);
    return value != null ? value : fail("system property " + name + " is missing: run mvn verify");
  }
}
