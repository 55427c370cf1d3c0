package org.dl4jvision.acceleration.onednn;

import java.io.IOException;
import java.io.InputStream;
import java.lang.module.ModuleDescriptor.Version;
import java.net.URI;
import java.net.URL;
import java.util.Properties;
import org.bytedeco.dnnl.global.dnnl;

/**
 * Which bindings of oneDNN are on the class path. They are generated for one version of JavaCPP,
 * which ends theirs, 3.11-1.5.13; natives that meet another one may end the process. So versions
 * are compared before any of their classes is loaded.
 *
 * @param version theirs; null if they do not say
 * @param javaCpp that of JavaCPP's classes; null if they do not say
 */
record Bindings(String version, String javaCpp) {

  private static final String GROUP = "org/bytedeco/";

  /** The compiler puts the numbers here: no class is loaded for them. */
  private static final String MAJOR = dnnl.DNNL_VERSION_MAJOR + ".";

  private static final String NEEDED = MAJOR + dnnl.DNNL_VERSION_MINOR;

  /** Finds those of the class path; null if there are none. */
  static Bindings find() {
    URL classes = resource(GROUP + "dnnl/global/dnnl.class");
    return classes == null
        ? null
        : new Bindings(
            version(classes, "dnnl"),
            version(resource(GROUP + "javacpp/Pointer.class"), "javacpp"));
  }

  private static URL resource(String name) {
    return Bindings.class.getClassLoader().getResource(name);
  }

  /** Reads what Maven wrote beside classes, as the first of a name may be of another jar. */
  private static String version(URL classes, String artifact) {
    String root = classes.toString();
    root = root.substring(0, root.lastIndexOf(GROUP));
    String file = root + "META-INF/maven/org.bytedeco/" + artifact + "/pom.properties";
    Properties properties = new Properties();
    try (InputStream in = URI.create(file).toURL().openStream()) {
      properties.load(in);
    } catch (IOException | IllegalArgumentException e) {
      return null; // repackaged
    }
    return properties.getProperty("version");
  }

  /** Why they cannot be used, with the remedy; null if nothing is known against it. */
  String obstacle() {
    if (version == null) {
      return null;
    }
    int dash = version.lastIndexOf('-');
    String number = dash < 0 ? version : version.substring(0, dash);
    if (!number.startsWith(MAJOR) || Version.parse(number).compareTo(Version.parse(NEEDED)) < 0) {
      return "org.bytedeco:dnnl is " + version + ", and " + NEEDED + " or newer is needed";
    }
    String needed = version.substring(dash + 1);
    return dash < 0 || javaCpp == null || javaCpp.equals(needed)
        ? null
        : String.format(
            "org.bytedeco:dnnl %s needs JavaCPP %s and %s is there: make"
                + " org.bytedeco:javacpp-platform:%2$s the first dependency of your project, or"
                + " change what sets it to %3$s",
            version, needed, javaCpp);
  }
}
