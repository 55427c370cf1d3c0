(function () {
  'use strict';
  var dark = window.matchMedia('(prefers-color-scheme: dark)');

  /* Tables: a click sorts, another one turns round; what is no number comes last. */
  function key(row, column) {
    var cell = row.cells[column];
    var number = cell.dataset.number;
    return number === undefined ? cell.textContent : parseFloat(number);
  }
  function compare(a, b) {
    if (typeof a === 'number' && typeof b === 'number') {
      return a - b;
    }
    return String(a).localeCompare(String(b), 'en', {numeric: true});
  }
  function sort(table, column) {
    var heads = table.tHead.rows[0].cells;
    var down = heads[column].getAttribute('aria-sort') === 'ascending';
    for (var i = 0; i < heads.length; i++) {
      heads[i].removeAttribute('aria-sort');
    }
    heads[column].setAttribute('aria-sort', down ? 'descending' : 'ascending');
    var body = table.tBodies[0];
    Array.from(body.rows)
      .sort(function (one, other) {
        var a = key(one, column), b = key(other, column);
        var none = Number.isNaN(a) - Number.isNaN(b);
        return none || (down ? compare(b, a) : compare(a, b));
      })
      .forEach(function (row) { body.appendChild(row); });
  }
  document.querySelectorAll('table.sortable').forEach(function (table) {
    Array.from(table.tHead.rows[0].cells).forEach(function (head, column) {
      head.firstElementChild.addEventListener('click', function () { sort(table, column); });
    });
  });

  /* Charts. */
  if (typeof uPlot === 'undefined') {
    return;
  }
  var charts = JSON.parse(document.getElementById('charts').textContent);
  function color(name) {
    return getComputedStyle(document.documentElement).getPropertyValue(name).trim();
  }
  /* A line that is dark is not seen on dark paper. */
  function shade(hex, alpha) {
    var parts = [1, 3, 5].map(function (at) {
      var part = parseInt(hex.substr(at, 2), 16);
      return dark.matches ? Math.round(part + (255 - part) * 0.3) : part;
    });
    return 'rgba(' + parts.join(',') + ',' + alpha + ')';
  }
  function number(value) {
    if (value === null || value === undefined) {
      return '-';
    }
    return Number.isInteger(value) ? String(value) : String(+value.toPrecision(4));
  }
  function show(plot, value) { return number(value); }
  function ticks(plot, values) { return values.map(number); }
  function axis(label, size) {
    return {
      label: label, labelSize: 22, size: size, stroke: color('--faint'), values: ticks,
      font: '12px system-ui, sans-serif', labelFont: '12px system-ui, sans-serif',
      grid: {stroke: color('--rule'), width: 1}, ticks: {stroke: color('--rule'), width: 1}
    };
  }
  /* Between whole numbers, such as epochs, there is nothing. */
  function whole(chart, axis) {
    if (chart.x.every(Number.isInteger)) {
      axis.incrs = [1, 2, 5, 10, 20, 50, 100, 200, 500, 1000, 2000, 5000, 10000];
    }
    return axis;
  }
  function marks(chart) {
    return function (plot) {
      var pen = plot.ctx, box = plot.bbox, dots = window.devicePixelRatio || 1;
      pen.save();
      pen.strokeStyle = pen.fillStyle = color('--faint');
      pen.lineWidth = dots;
      pen.setLineDash([4 * dots, 4 * dots]);
      pen.font = 12 * dots + 'px system-ui, sans-serif';
      chart.marks.forEach(function (mark) {
        var x = plot.valToPos(mark.x, 'x', true);
        if (x < box.left || x > box.left + box.width) {
          return;
        }
        pen.beginPath();
        pen.moveTo(x, box.top);
        pen.lineTo(x, box.top + box.height);
        pen.stroke();
        var right = x > box.left + box.width / 2;
        pen.textAlign = right ? 'right' : 'left';
        var y = chart.share ? box.top + box.height - 8 * dots : box.top + 14 * dots;
        pen.fillText(mark.text, x + (right ? -4 : 4) * dots, y);
      });
      pen.restore();
    };
  }
  function options(chart, width) {
    var few = chart.x.length <= 40;
    var series = [{label: chart.xTitle, value: show}];
    chart.lines.forEach(function (line) {
      series.push({
        label: line.name, stroke: shade(line.color, 1), width: 2, spanGaps: true, value: show,
        fill: line.bars ? shade(line.color, 0.35) : undefined,
        paths: line.bars ? uPlot.paths.bars({size: [0.9, 80]}) : undefined,
        points: {show: !line.bars && few, size: 5, fill: color('--paper')}
      });
    });
    var y = chart.share ? {range: [0, 1]} : {};
    var bands = chart.gap ? [{series: [2, 1], fill: shade(chart.lines[1].color, 0.2)}] : [];
    return {
      width: width, height: Math.max(240, Math.min(360, Math.round(width * 0.55))),
      series: series, bands: bands, scales: {x: {time: false, range: range(chart)}, y: y},
      axes: [whole(chart, axis(chart.xTitle, 34)), axis(chart.yTitle, 62)], hooks: {draw: [marks(chart)]},
      cursor: {points: {size: 7}}
    };
  }
  /* Bars need room beside the first and the last, and a single point some around it. */
  function range(chart) {
    var bars = chart.lines.some(function (line) { return line.bars; });
    return function (plot, low, high) {
      var step = chart.x.length > 1 ? chart.x[1] - chart.x[0] : 1;
      var room = bars || low === high ? step / 2 : 0;
      return [low - room, high + room];
    };
  }
  var drawn = [];
  function draw() {
    drawn.forEach(function (plot) { plot.destroy(); });
    drawn = Array.from(document.querySelectorAll('.plot')).map(function (box) {
      var chart = charts[+box.dataset.chart];
      var data = [chart.x].concat(chart.lines.map(function (line) { return line.y; }));
      return new uPlot(options(chart, box.clientWidth), data, box);
    });
  }
  draw();
  dark.addEventListener('change', draw);
  var width = document.body.clientWidth;
  window.addEventListener('resize', function () {
    if (document.body.clientWidth !== width) {
      width = document.body.clientWidth;
      draw();
    }
  });
})();
