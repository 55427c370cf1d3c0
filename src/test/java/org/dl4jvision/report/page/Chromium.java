package org.dl4jvision.report.page;

import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.WebSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.dl4jvision.io.JsonFile;
import org.nd4j.shade.jackson.databind.JsonNode;
import org.nd4j.shade.jackson.databind.ObjectMapper;

/** A page in headless Chromium: what it says in its console, what it asks for, how it looks. */
public final class Chromium implements AutoCloseable {

  private static final Pattern ADDRESS = Pattern.compile("ws://(\\S+?)/");
  private static final int SECONDS = 60;

  private final ObjectMapper json = new ObjectMapper();
  private final Process process;
  private final WebSocket socket;
  private final AtomicInteger ids = new AtomicInteger();
  private final Map<Integer, CompletableFuture<JsonNode>> answers = new ConcurrentHashMap<>();
  private final List<String> errors = Collections.synchronizedList(new ArrayList<>());
  private final List<String> requests = Collections.synchronizedList(new ArrayList<>());
  private volatile CountDownLatch loaded = new CountDownLatch(1);

  /** The program, if it is on this machine. */
  public static Optional<Path> program() {
    return Stream.of(System.getenv("PATH").split(File.pathSeparator))
        .flatMap(
            folder ->
                Stream.of("chromium", "chromium-browser", "google-chrome")
                    .map(name -> Path.of(folder, name)))
        .filter(Files::isExecutable)
        .findFirst();
  }

  /**
   * Starts it.
   *
   * @param profile an empty folder
   */
  public Chromium(Path profile) throws IOException, InterruptedException {
    process =
        new ProcessBuilder(
                program().orElseThrow().toString(),
                "--headless=new",
                "--no-sandbox",
                "--disable-gpu",
                "--disable-dev-shm-usage",
                "--no-first-run",
                "--remote-debugging-port=0",
                "--user-data-dir=" + profile,
                "about:blank")
            .redirectErrorStream(true)
            .start();
    String host = host(process.inputReader());
    HttpClient client = HttpClient.newHttpClient();
    URI pages = URI.create("http://" + host + "/json/list");
    String list =
        client
            .send(HttpRequest.newBuilder(pages).build(), HttpResponse.BodyHandlers.ofString())
            .body();
    String page = "";
    for (JsonNode one : json.readTree(list)) {
      page =
          one.path("type").asText().equals("page")
              ? one.path("webSocketDebuggerUrl").asText()
              : page;
    }
    socket = client.newWebSocketBuilder().buildAsync(URI.create(page), new Messages()).join();
    for (String domain : List.of("Page", "Runtime", "Log", "Network")) {
      call(domain + ".enable", Map.of());
    }
  }

  private static String host(BufferedReader output) throws IOException {
    StringBuilder said = new StringBuilder();
    for (String line = output.readLine(); line != null; line = output.readLine()) {
      said.append(line).append('\n');
      Matcher address = ADDRESS.matcher(line);
      if (address.find()) {
        return address.group(1);
      }
    }
    throw new IOException("Chromium did not start: " + said);
  }

  private final class Messages implements WebSocket.Listener {
    private final StringBuilder message = new StringBuilder();

    @Override
    public CompletionStage<?> onText(WebSocket from, CharSequence part, boolean last) {
      message.append(part);
      if (last) {
        try {
          take(json.readTree(message.toString()));
        } catch (IOException e) {
          errors.add(e.toString());
        }
        message.setLength(0);
      }
      from.request(1);
      return null;
    }
  }

  private void take(JsonNode message) {
    JsonNode params = message.path("params");
    switch (message.path("method").asText()) {
      case "Runtime.exceptionThrown" -> errors.add(params.toString());
      case "Runtime.consoleAPICalled" -> {
        if (List.of("error", "warning", "assert").contains(params.path("type").asText())) {
          errors.add(params.toString());
        }
      }
      case "Log.entryAdded" -> errors.add(params.toString());
      case "Network.requestWillBeSent" -> requests.add(params.path("request").path("url").asText());
      case "Page.loadEventFired" -> loaded.countDown();
      default -> {
        if (message.has("id")) {
          answers.remove(message.path("id").asInt()).complete(message);
        }
      }
    }
  }

  private JsonNode call(String method, Map<String, ?> params) {
    int id = ids.incrementAndGet();
    CompletableFuture<JsonNode> answer = new CompletableFuture<>();
    answers.put(id, answer);
    Map<String, ?> message = Map.of("id", id, "method", method, "params", params);
    socket.sendText(JsonFile.toText(message), true).join();
    JsonNode result = answer.orTimeout(SECONDS, TimeUnit.SECONDS).join();
    if (result.has("error")) {
      throw new AssertionError(method + ": " + result.path("error"));
    }
    return result.path("result");
  }

  /** Opens a file as on a screen of this width; errors and requests are those from now on. */
  public void open(Path file, int width, boolean dark) throws InterruptedException {
    loaded = new CountDownLatch(1);
    errors.clear();
    requests.clear();
    call(
        "Emulation.setDeviceMetricsOverride",
        Map.of("width", width, "height", 900, "deviceScaleFactor", 1, "mobile", width < 600));
    call(
        "Emulation.setEmulatedMedia",
        Map.of(
            "features",
            List.of(Map.of("name", "prefers-color-scheme", "value", dark ? "dark" : "light"))));
    call("Page.navigate", Map.of("url", file.toUri().toString()));
    if (!loaded.await(SECONDS, TimeUnit.SECONDS)) {
      throw new AssertionError(file + " did not load");
    }
  }

  /** The value of an expression of JavaScript. */
  public JsonNode evaluate(String expression) {
    JsonNode result =
        call("Runtime.evaluate", Map.of("expression", expression, "returnByValue", true));
    return result.path("result").path("value");
  }

  /** Clicks, or only moves, the mouse. */
  public void mouse(String type, double x, double y) {
    call(
        "Input.dispatchMouseEvent",
        Map.of("type", type, "x", x, "y", y, "button", "none", "clickCount", 0));
  }

  /**
   * Takes a picture of a page.
   *
   * @param args the page, the width of the screen, light or dark, and the picture
   */
  public static void main(String[] args) throws Exception {
    try (Chromium chromium = new Chromium(Files.createTempDirectory("chromium"))) {
      chromium.open(Path.of(args[0]), Integer.parseInt(args[1]), args[2].equals("dark"));
      chromium.screenshot(Path.of(args[3]));
      System.out.println(chromium.errors());
    }
  }

  /** What the console says that is wrong. */
  public List<String> errors() {
    return List.copyOf(errors);
  }

  /** The addresses that were asked for. */
  public List<String> requests() {
    return List.copyOf(requests);
  }

  /** Writes how all of the page looks, as PNG. */
  public void screenshot(Path file) throws IOException {
    int width = evaluate("document.documentElement.clientWidth").asInt();
    int height = evaluate("document.documentElement.scrollHeight").asInt();
    Map<String, Integer> all = Map.of("x", 0, "y", 0, "width", width, "height", height, "scale", 1);
    JsonNode picture =
        call(
            "Page.captureScreenshot",
            Map.of("format", "png", "captureBeyondViewport", true, "clip", all));
    Files.createDirectories(file.toAbsolutePath().getParent());
    Files.write(file, Base64.getDecoder().decode(picture.path("data").asText()));
  }

  @Override
  public void close() {
    socket.abort();
    process.destroy();
    try {
      process.waitFor(SECONDS, TimeUnit.SECONDS); // It writes to its profile until then.
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
