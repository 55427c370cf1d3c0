package org.dl4jvision.report.page;

import java.util.ArrayList;
import java.util.List;
import org.dl4jvision.check.Check;

/**
 * Rows under a head, which readers can sort by any column.
 *
 * @param title what it shows
 * @param head a word for each column
 * @param rows as many cells each
 */
public record Table(String title, List<String> head, List<List<Cell>> rows) implements Block {

  /** Refuses rows of other lengths than the head's. */
  public Table {
    head = List.copyOf(head);
    rows = rows.stream().map(List::copyOf).toList();
    for (List<Cell> row : rows) {
      Check.that(row.size() == head.size(), "cells of a row", row.size(), "" + head.size());
    }
  }

  /** A table to which rows are to be added. */
  public static Table of(String title, List<String> head) {
    return new Table(title, head, List.of());
  }

  /** This table with one more row. */
  public Table with(List<Cell> row) {
    List<List<Cell>> all = new ArrayList<>(rows);
    all.add(row);
    return new Table(title, head, all);
  }

  @Override
  public void writeTo(BlockWriter writer) {
    writer.table(this);
  }
}
