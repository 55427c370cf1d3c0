package org.dl4jvision.architecture;

import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.dl4jvision.architecture.House.Room;

/** Draws a {@link House} as SVG: a row a floor, arrows to the rooms that are used. */
final class HouseDrawing {

  private static final int WIDTH = 1000;
  private static final int ROW = 84;
  private static final int BOX = 46;
  private static final int MARGIN = 20;

  private HouseDrawing() {}

  /** A box on the page. */
  private record Place(double x, double y, double width) {
    double center() {
      return x + width / 2;
    }
  }

  static String svg(House house) {
    List<Integer> floors =
        house.rooms().stream().map(Room::floor).distinct().sorted((a, b) -> b - a).toList();
    Map<String, Place> places = new HashMap<>();
    for (int row = 0; row < floors.size(); row++) {
      place(house, floors.get(row), row, places);
    }
    StringBuilder svg = new StringBuilder();
    int height = floors.size() * ROW + MARGIN;
    add(
        svg,
        "<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 %d %d' width='%d'"
            + " font-family='sans-serif'>",
        WIDTH,
        height,
        WIDTH);
    add(
        svg,
        "<defs><marker id='a' viewBox='0 0 8 8' refX='8' refY='4' markerWidth='7' markerHeight='7'"
            + " orient='auto'><path d='M0 0 8 4 0 8z' fill='#567'/></marker></defs>");
    add(svg, "<rect width='%d' height='%d' fill='#fff'/>", WIDTH, height);
    for (Room room : house.rooms()) {
      for (String other : house.direct(room)) {
        arrow(svg, places.get(room.name()), places.get(other));
      }
    }
    for (Room room : house.rooms()) {
      box(svg, room, places.get(room.name()));
    }
    return svg.append("</svg>\n").toString();
  }

  private static void place(House house, int floor, int row, Map<String, Place> places) {
    List<Room> rooms = house.rooms().stream().filter(room -> room.floor() == floor).toList();
    double share = (double) WIDTH / rooms.size();
    for (int i = 0; i < rooms.size(); i++) {
      double width = Math.min(share - 2 * MARGIN, 290);
      double x = share * i + (share - width) / 2;
      // Single boxes lean left and right by turns, so that arrows past a row miss its box.
      double lean = rooms.size() == 1 ? (row % 2 == 0 ? -90 : 90) : 0;
      places.put(rooms.get(i).name(), new Place(x + lean, row * ROW + MARGIN, width));
    }
  }

  private static void arrow(StringBuilder svg, Place from, Place to) {
    double x1 = from.center() + Math.max(-60, Math.min(60, (to.center() - from.center()) / 4));
    double x2 = to.center() + Math.max(-60, Math.min(60, (from.center() - to.center()) / 4));
    double y1 = from.y() + BOX;
    double bend = (to.y() - y1) / 2;
    add(
        svg,
        "<path d='M%.0f %.0fC%.0f %.0f %.0f %.0f %.0f %.0f' fill='none' stroke='#89a'"
            + " stroke-width='1.3' marker-end='url(#a)'/>",
        x1,
        y1,
        x1,
        y1 + bend,
        x2,
        to.y() - bend,
        x2,
        to.y());
  }

  private static void box(StringBuilder svg, Room room, Place place) {
    add(
        svg,
        "<rect x='%.0f' y='%.0f' width='%.0f' height='%d' rx='5' fill='#eef4fb' stroke='#369'/>",
        place.x(),
        place.y(),
        place.width(),
        BOX);
    text(svg, place, 19, 15, "#124", room.name() + " (" + room.classes() + ")");
    // The table has the packages below these, too; here there is room for a line.
    String wings =
        room.wings().stream().filter(w -> !w.contains(".")).collect(Collectors.joining("  "));
    text(svg, place, 37, wings.length() > 48 ? 9 : 11, "#456", wings);
  }

  private static void text(
      StringBuilder svg, Place place, int down, int size, String color, String text) {
    add(
        svg,
        "<text x='%.0f' y='%.0f' font-size='%d' fill='%s' text-anchor='middle'>%s</text>",
        place.center(),
        place.y() + down,
        size,
        color,
        text);
  }

  private static void add(StringBuilder svg, String format, Object... values) {
    svg.append(String.format(Locale.ROOT, format, values)).append('\n');
  }
}
