package org.dl4jvision.bench;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import org.dl4jvision.bench.torch.TorchProcess;
import org.nd4j.linalg.factory.Nd4j;
import oshi.SystemInfo;
import oshi.hardware.HardwareAbstractionLayer;

/**
 * The machine that was measured on.
 *
 * @param threads that everybody may use
 * @param nd4j backend, and whether its natives have oneDNN
 * @param pytorch version of DJL's; null where there is none
 * @param python version of Python's PyTorch; null where there is none
 */
record Machine(
    String processor,
    int threads,
    long memoryMb,
    String os,
    String java,
    String nd4j,
    String pytorch,
    String python) {

  static Machine here() {
    HardwareAbstractionLayer hardware = new SystemInfo().getHardware();
    boolean oneDnn = Nd4j.getBackend().buildInfo().contains("HAVE_ONEDNN");
    return new Machine(
        hardware.getProcessor().getName().strip(),
        Runtime.getRuntime().availableProcessors(),
        hardware.getMemory().getTotal() >> 20,
        System.getProperty("os.name") + " " + System.getProperty("os.arch"),
        System.getProperty("java.vm.name") + " " + System.getProperty("java.version"),
        Nd4j.getBackend().getClass().getSimpleName() + (oneDnn ? " with oneDNN" : ""),
        PyTorch.obstacle() == null ? PyTorch.version() : null,
        TorchProcess.version());
  }

  Map<String, Object> json() {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("processor", processor);
    json.put("threads", threads);
    json.put("memoryMb", memoryMb);
    json.put("os", os);
    json.put("java", java);
    json.put("nd4j", nd4j);
    json.put("pytorch", pytorch);
    json.put("python", python);
    return json;
  }

  /** Returns one line for reports. */
  @Override
  public String toString() {
    return String.format(
        "%s, %d threads, %d MB; %s; %s; ND4J %s; PyTorch %s, of Python %s",
        processor,
        threads,
        memoryMb,
        os,
        java,
        nd4j,
        Objects.requireNonNullElse(pytorch, "none"),
        Objects.requireNonNullElse(python, "none"));
  }
}
