package org.dl4jvision.io;

import static java.nio.file.StandardOpenOption.CREATE;
import static java.nio.file.StandardOpenOption.READ;
import static java.nio.file.StandardOpenOption.WRITE;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * A folder that one process at a time writes to: the operating system locks its file {@value
 * #FILE}, also between containers of a machine, and forgets the lock when the process dies, however
 * it does. The file names the process for others to read, and is gone when the folder is free.
 *
 * <p>Where the file system knows no locks, as some network drives, the file's process decides: the
 * folder is in use unless it is one of this machine that is dead.
 */
public final class FolderLock implements AutoCloseable {

  /** The name of the file that is locked. */
  public static final String FILE = ".lock";

  /** This byte is locked, beyond all that is written: on some systems it cannot be read. */
  private static final long LOCKED_BYTE = Long.MAX_VALUE - 1;

  /**
   * The folders that this process has locked. To open a locked file again would be harmless, but to
   * close it then gives up the lock, as POSIX has it.
   */
  private static final Set<Path> OWN = ConcurrentHashMap.newKeySet();

  private final Path file;
  private final Path own;
  private final FileChannel channel;

  private FolderLock(Path file, Path own, FileChannel channel) {
    this.file = file;
    this.own = own;
    this.channel = channel;
  }

  /**
   * Locks a folder that is there.
   *
   * @param what it is, for the message
   * @throws IllegalArgumentException if another process has locked it, or this one already
   */
  public static FolderLock of(String what, Path folder) {
    Path file = folder.resolve(FILE);
    Path own;
    try {
      own = folder.toRealPath();
    } catch (IOException e) {
      throw FileProblem.lost("lock", folder, e);
    }
    if (!OWN.add(own)) {
      throw inUse(what, folder, "this process");
    }
    FolderLock lock = null;
    try {
      while (lock == null) {
        lock = attempt(what, folder, file, own);
      }
      return lock;
    } catch (IOException e) {
      throw FileProblem.lost("lock", folder, e);
    } finally {
      if (lock == null) {
        OWN.remove(own);
      }
    }
  }

  /** Null where another process gave up the file between the moments it was seen and locked. */
  private static FolderLock attempt(String what, Path folder, Path file, Path own)
      throws IOException {
    Optional<Object> seen = key(file);
    FileChannel channel = FileChannel.open(file, CREATE, READ, WRITE);
    boolean locked = false;
    try {
      if (!lock(channel)) {
        throw inUse(what, folder, read(channel));
      }
      if (seen.isPresent() && seen.equals(key(file))) {
        sign(channel, file);
        locked = true;
      }
      return locked ? new FolderLock(file, own, channel) : null;
    } finally {
      if (!locked) {
        channel.close();
      }
    }
  }

  private static void sign(FileChannel channel, Path file) throws IOException {
    String owner = "process " + ThisProcess.id() + " on " + ThisProcess.host();
    try {
      channel.truncate(0);
      channel.write(ByteBuffer.wrap(owner.getBytes(StandardCharsets.UTF_8)), 0);
    } catch (IOException e) {
      Files.delete(file); // The disk is full.
      throw e;
    }
  }

  /** What tells a file from another one that later has its name. */
  private static Optional<Object> key(Path file) throws IOException {
    try {
      Object key = Files.readAttributes(file, BasicFileAttributes.class).fileKey();
      return Optional.of(key == null ? file : key);
    } catch (NoSuchFileException e) {
      return Optional.empty();
    }
  }

  private static boolean lock(FileChannel channel) throws IOException {
    try {
      return channel.tryLock(LOCKED_BYTE, 1, false) != null;
    } catch (IOException e) {
      return isFree(read(channel));
    }
  }

  /** Whether the process that a file names has ended, as far as that can be told from here. */
  static boolean isFree(String owner) {
    String[] words = owner.split(" ");
    if (words.length != 4) {
      return true; // nothing was written
    }
    return words[3].equals(ThisProcess.host())
        && ProcessHandle.of(Long.parseLong(words[1])).filter(ProcessHandle::isAlive).isEmpty();
  }

  private static String read(FileChannel channel) throws IOException {
    ByteBuffer text = ByteBuffer.allocate(1000);
    channel.read(text, 0);
    return new String(text.array(), 0, text.position(), StandardCharsets.UTF_8);
  }

  private static IllegalArgumentException inUse(String what, Path folder, String owner) {
    return new IllegalArgumentException(
        String.format("%s %s is in use by %s; stop that one, or wait for it", what, folder, owner));
  }

  /** Gives the folder free; more than once does nothing. */
  @Override
  public void close() {
    if (channel.isOpen()) {
      try (channel) {
        Files.deleteIfExists(file); // as long as nobody else can have locked it
      } catch (IOException e) {
        throw FileProblem.lost("delete", file, e);
      } finally {
        OWN.remove(own);
      }
    }
  }
}
