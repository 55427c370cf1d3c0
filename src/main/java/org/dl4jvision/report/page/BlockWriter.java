package org.dl4jvision.report.page;

/** Writes blocks of every kind, in the order in which they stand. */
interface BlockWriter {

  void remark(Remark remark);

  void facts(Facts facts);

  void table(Table table);

  void matrix(Matrix matrix);

  void chart(Chart chart);

  void pictures(Pictures pictures);

  void commands(Commands commands);
}
