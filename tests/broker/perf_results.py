#!/usr/bin/env python3
"""What becomes of the performance tools' results: JSON, CSV, the page of charts, and comparisons."""

import csv
import html
import io
import json
import os
import platform
import signal
import sys
import tempfile
import time
import unittest
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "support"))
import browser
import peers
from kpp_test import AT, KafkaTest, eventually, finish, main, ours, start_ours

PRODUCE, CONSUME, LATENCY = "kafka-producer-perf-test", "kafka-consumer-perf-test", "kafka-e2e-latency"
CHARTS = ["throughput", "latency", "histogram", "percentiles"]


def is_debian():
    release = Path("/etc/os-release")
    return release.is_file() and "\nID=debian\n" in "\n" + release.read_text()


class ResultTest(KafkaTest):
    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.folder = Path(folder.name)

    def produce(self, topic, records=300, *words, throughput="-1", size=100, **how):
        return ours(PRODUCE, *AT, "--topic", topic, "--num-records", str(records), "--record-size", str(size),
                    "--throughput", str(throughput), *words, **how)  # fmt: skip

    def consume(self, topic, records=300, *words, **how):
        return ours(CONSUME, *AT, "--topic", topic, "--num-records", str(records), *words, **how)

    def latency(self, topic, records=50, *words, **how):
        return ours(LATENCY, *AT, "--topic", topic, "--num-records", str(records), "--producer-acks", "all",
                    "--record-size", "20", *words, **how)  # fmt: skip

    def saved(self, run, name="before.json"):
        """A run's JSON as a file."""
        path = self.folder / name
        path.write_text(self.assert_ok(run).out)
        return str(path)

    def size_of(self, topic):
        run = ours("kafka-get-offsets", *AT, "--topic", topic)
        return sum(int(line.rsplit(":", 1)[1]) for line in self.assert_ok(run).out.splitlines())


class Json(ResultTest):
    def check_common(self, answer, tool, records):
        self.assertEqual(answer["tool"], tool)
        self.assertLess(abs(answer["start_ms"] / 1000 - time.time()), 60)
        self.assertEqual(sum(second["records"] for second in answer["series"]), records)
        self.assertEqual([second["second"] for second in answer["series"]], list(range(len(answer["series"]))))
        self.assertEqual(answer["host"]["name"], platform.node())
        self.assertEqual(answer["host"]["cores"], len(os.sched_getaffinity(0)))
        self.assertRegex(answer["versions"]["kpp"], r"^\d+\.\d+\.\d+$")
        self.assertRegex(answer["versions"]["librdkafka"], r"^\d+\.\d+\.\d+")
        self.assertRegex(answer["versions"]["kafka"], r"^\d+\.\d+$")

    def test_seconds_histogram_host_and_versions(self):
        topic = self.topic()
        sent = json.loads(self.assert_ok(self.produce(topic, 1200, "--output", "json", throughput=600)).out)
        self.check_common(sent, PRODUCE, 1200)
        self.assertEqual(sum(cell["records"] for cell in sent["histogram"]), 1200)
        self.assertEqual(sum(second["bytes"] for second in sent["series"]), 120_000)
        self.assertAlmostEqual(sum(second["elapsed_ms"] for second in sent["series"]), sent["total"]["elapsed_ms"], delta=1)
        for second in sent["series"][:-1]:
            self.assertEqual(second["elapsed_ms"], 1000)
            self.assertAlmostEqual(second["records_per_second"], second["records"])
            figures = [second["latency_ms"][name] for name in ("p50", "p95", "p99", "max")]
            self.assertEqual(figures, sorted(figures))
        highest = max(second["latency_ms"]["max"] for second in sent["series"] if second["latency_ms"])
        self.assertEqual(highest, sent["total"]["latency_ms"]["max"])

        read = json.loads(self.assert_ok(self.consume(topic, 1200, "--output", "json")).out)
        self.check_common(read, CONSUME, 1200)
        self.assertEqual(sum(second["bytes"] for second in read["series"]), read["total"]["bytes"])
        self.assertRegex(read["settings"]["group"], r"^perf-consumer-\d+$")
        self.assertEqual(read["settings"]["fetch_size"], 1048576)

        there_and_back = json.loads(self.assert_ok(self.latency(topic, 60, "--output", "json")).out)
        self.check_common(there_and_back, LATENCY, 60)
        self.assertEqual(there_and_back["bytes"], 1200)

    def test_the_comparison_is_a_part(self):
        topic = self.topic()
        before = self.saved(self.produce(topic, 300, "--output", "json"))
        answer = json.loads(self.assert_ok(self.produce(topic, 600, "--output", "json", "--compare", before)).out)
        figures = {each["name"]: each for each in answer["comparison"]["figures"]}
        self.assertEqual((figures["records"]["before"], figures["records"]["after"]), (300, 600))
        self.assertEqual((figures["records"]["change_percent"], figures["records"]["better"]), (100, None))
        self.assertIn(figures["records_per_second"]["better"], (True, False, None))
        self.assertEqual(answer["comparison"]["deviations"], [{"name": "num_records", "before": "300", "after": "600"}])

    def test_another_setting_of_the_client_is_said(self):
        topic = self.topic()
        before = self.saved(self.produce(topic, 30, "--output", "json"))
        run = self.produce(topic, 30, "--compare", before, "--command-property", "linger.ms=7")
        self.assertTrue(self.assert_ok(run).out.endswith("both:\nlinger.ms: 5 -> 7\nsticky.partitioning.linger.ms: 10 -> 14\n"), run)
        before = self.saved(self.consume(topic, 30, "--output", "json"))
        run = self.consume(topic, 30, "--compare", before, "--command-property", "fetch.min.bytes=2")
        self.assertTrue(self.assert_ok(run).out.endswith("both:\nfetch.min.bytes: 1 -> 2\n"), run)
        before = self.saved(self.latency(topic, 3, "--output", "json"))
        file = self.folder / "client.properties"
        file.write_text("fetch.min.bytes=2\n")
        run = self.latency(topic, 3, "--compare", before, "--command-config", str(file))
        self.assertTrue(self.assert_ok(run).out.endswith("both:\nconsumer.fetch.min.bytes: 1 -> 2\n"), run)


class Csv(ResultTest):
    def rows(self, run):
        return list(csv.DictReader(io.StringIO(self.assert_ok(run).out), strict=True))

    def test_one_table(self):
        topic = self.topic()
        for tool, run, records in (
            (PRODUCE, self.produce(topic, 300, "--output", "csv"), 300),
            (CONSUME, self.consume(topic, 300, "--output", "csv"), 300),
            (LATENCY, self.latency(topic, 30, "--output=csv"), 30),
        ):
            with self.subTest(tool):
                rows = self.rows(run)
                self.assertTrue(all(None not in row and None not in row.values() for row in rows))
                values = {(row["section"], row["name"]): row["value"] for row in rows}
                self.assertEqual(values["run", "tool"], tool)
                self.assertEqual(values["run", "topic"], topic)
                self.assertEqual(values["setting", "num_records"], str(records))
                self.assertEqual(values["total", "records"], str(records))
                self.assertIn(("version", "librdkafka"), values)
                self.assertIn(("host", "cpu"), values)
                self.assertEqual(sum(int(row["records"]) for row in rows if row["section"] == "series"), records)
                counted = sum(int(row["records"]) for row in rows if row["section"] == "histogram")
                self.assertEqual(counted, 0 if tool == CONSUME else records)

    def test_several_clients(self):
        topic = self.topic(partitions=2)
        after = self.saved(self.produce(topic, 300, "--producers", "3", "--output", "json"), "after.json")
        rows = self.rows(ours(PRODUCE, "--from-result", after, "--output", "csv"))
        parts = [row["value"] for row in rows if row["section"] == "client" and row["name"].endswith(".records")]
        self.assertEqual(parts, ["100", "100", "100"])
        self.assertEqual(sum(int(row["records"]) for row in rows if row["section"] == "series"), 300)
        page = self.folder / "page.html"
        self.assert_ok(ours(PRODUCE, "--from-result", after, "--report", str(page)))
        clients = page.read_text().split("<caption>Clients</caption>")[1].split("</table>")[0]
        self.assertEqual(clients.count('<td class="number">100</td>'), 3)

    def test_other_tools_have_none(self):
        self.assert_fails(ours("kafka-topics", *AT, "--list", "--output", "csv"),
                          "Unknown output format 'csv': use default or json", status=2)  # fmt: skip
        self.assert_fails(self.produce("t", 1, "--output", "xml"), "use default, json or csv", status=2)


class Comparing(ResultTest):
    def test_a_table_after_kafkas_own_text(self):
        topic = self.topic()
        before = self.saved(self.produce(topic, 300, "--output", "json"))
        run = self.assert_ok(self.produce(topic, 600, "--compare", before))
        own, table = run.out.split("\n\n", 1)
        self.assertRegex(own, r"^600 records sent, ")
        self.assertRegex(table, rf"^Compared with {before}, \d{{4}}-\d\d-\d\dT[\d:.]+Z\n")
        self.assertRegex(table, r"\nRecords +300 +600 +\+100 %\n")
        self.assertRegex(table, r"\nLatency p99, ms +[\d.]+ +[\d.]+ +\S+ %(  better|  worse)?\n")
        self.assertRegex(table, r"\nnum_records: 300 -> 600\n")

    def test_what_cannot_be_compared_is_said_before_anything_is_sent(self):
        topic = self.topic()
        of_another = self.saved(self.latency(topic, 2, "--output", "json"))
        sent = self.size_of(topic)
        for path, sentence in (
            (of_another, f"{of_another} is a result of {LATENCY}, not of {PRODUCE}."),
            (self.json_file({"version": 1}), "is not what a performance tool prints with --output json"),
            (self.json_file("{"), "is not what a performance tool prints with --output json"),
            ("/nonexistent/before.json", "/nonexistent/before.json"),
        ):
            with self.subTest(sentence):
                self.assert_fails(self.produce(topic, 300, "--compare", path), sentence)
        self.assertEqual(self.size_of(topic), sent)

    def test_two_files_without_a_run(self):
        topic = self.topic()
        before = self.saved(self.produce(topic, 300, "--output", "json"))
        after = self.saved(self.produce(topic, 450, "--output", "json"), "after.json")
        table = self.assert_ok(ours(PRODUCE, "--from-result", after, "--compare", before)).out
        self.assertRegex(table, r"\nRecords +300 +450 +\+50 %\n")
        self.assertEqual(self.size_of(topic), 750)
        again = self.assert_ok(ours(PRODUCE, "--from-result", after, "--output", "json")).out
        self.assertEqual(json.loads(again), json.loads(Path(after).read_text()))
        page = self.folder / "page.html"
        run = self.assert_ok(ours(PRODUCE, "--from-result", after, "--compare", before, "--report", str(page)))
        self.assertEqual((run.out, run.err), ("", ""))
        self.assertIn("compared with", page.read_text())

    def test_what_goes_ill_with_no_run(self):
        after = self.saved(self.produce(self.topic(), 10, "--output", "json"))
        self.assert_fails(ours(PRODUCE, "--from-result", after, "--topic", "t"), "--topic has no meaning", status=2)
        self.assert_fails(ours(PRODUCE, "--from-result", after), "say what to make of it", status=2)
        self.assert_fails(ours(CONSUME, "--from-result", after, "--output", "json"), f"a result of {PRODUCE}, not of")
        self.assert_fails(ours(PRODUCE, "--from-result", after, "--report", after), "would overwrite")
        self.assertEqual(json.loads(Path(after).read_text())["total"]["records"], 10)


class Pages(ResultTest):
    def test_a_run_that_is_ended_while_it_connects_leaves_no_page(self):
        page = self.folder / "page.html"
        with peers.silent() as peer:
            process = start_ours(PRODUCE, "--bootstrap-server", peer.address, "--topic", "t", "--num-records", "1",
                                 "--record-size", "1", "--throughput", "-1", "--report", str(page))  # fmt: skip
            self.assertTrue(eventually(lambda: peer.accepted))
            process.send_signal(signal.SIGINT)
            self.assertEqual(finish(process, timeout=5).status, 130)
        self.assertFalse(page.exists())

    def test_beside_the_usual_output(self):
        topic, page = self.topic(), self.folder / "page.html"
        for run, words in (self.produce, ()), (self.consume, ()), (self.latency, ("--output", "json")):
            usual = self.assert_ok(run(topic, 50, "--report", str(page), *words)).out
            self.assertEqual(usual.startswith("{"), bool(words), usual)
            self.assertTrue(page.read_text().startswith("<!DOCTYPE html>"))
            page.unlink()

    def test_a_place_that_cannot_be_written_is_said_before_anything_is_sent(self):
        topic = self.topic()
        for path in "/nonexistent/page.html", str(self.folder), "/proc/page.html":
            self.assert_fails(self.produce(topic, 10, "--report", path), f"cannot write to {path}: ")
        self.assertEqual(self.size_of(topic), 0)
        self.assertEqual(self.produce(topic, 10, "--report", "/dev/full").status, 1)

    def test_a_run_that_fails_leaves_no_page_and_harms_none(self):
        old, new = self.folder / "old.html", self.folder / "new.html"
        old.write_text("precious")
        for page in old, new:
            run = ours(PRODUCE, "--bootstrap-server", "127.0.0.1:1", "--topic", "t", "--num-records", "1",
                       "--record-size", "1", "--throughput", "-1", "--report", str(page))  # fmt: skip
            self.assert_fails(run, "127.0.0.1:1")
        self.assertEqual(old.read_text(), "precious")
        self.assertFalse(new.exists())

    def test_an_older_longer_page_is_replaced(self):
        page = self.folder / "page.html"
        page.write_text("x" * 1_000_000)
        self.assert_ok(self.produce(self.topic(), 10, "--report", str(page)))
        self.assertTrue(page.read_text().endswith("</html>\n"))
        self.assertNotIn("xxxx", page.read_text())

    def test_bad_ends_are_on_the_page(self):
        topic, page = self.topic(), self.folder / "page.html"
        process = start_ours(PRODUCE, *AT, "--topic", topic, "--num-records", "100000", "--record-size", "10",
                             "--throughput", "500", "--report", str(page))  # fmt: skip
        time.sleep(1.2)
        process.send_signal(signal.SIGINT)
        self.assertEqual(finish(process, timeout=10).status, 130)
        self.assertIn("This run: interrupted.", page.read_text())
        self.assertEqual(self.produce(topic, 3, "--report", str(page), size=2_000_000).status, 1)
        self.assertIn("3 records were not delivered.", page.read_text())
        self.assertEqual(self.consume(topic, 100_000, "--timeout", "300", "--report", str(page)).status, 1)
        self.assertIn("This run: timed out.", page.read_text())


@unittest.skipIf(browser.PROGRAM is None and not is_debian(), "no chromium among this system's packages")
class InABrowser(ResultTest):
    BOXES = """{
      charts: [...document.querySelectorAll("figure svg")].map(svg => ({
        id: svg.parentElement.id, width: Math.round(svg.getBoundingClientRect().width),
        height: Math.round(svg.getBoundingClientRect().height),
        lines: [...svg.querySelectorAll("path.line")].filter(path => path.getTotalLength() > 0).length,
        bars: [...svg.querySelectorAll("rect")].filter(rect => rect.getBoundingClientRect().height > 0).length,
        outside: [...svg.querySelectorAll("path, rect, circle, text")].filter(mark => {
          const box = mark.getBoundingClientRect(), all = svg.getBoundingClientRect();
          return box.left < all.left - 1 || box.right > all.right + 1 || box.top < all.top - 1
            || box.bottom > all.bottom + 1;
        }).length,
        overlapping: [...svg.querySelectorAll("text")].flatMap((one, i, texts) => texts.slice(i + 1).filter(other => {
          const a = one.getBoundingClientRect(), b = other.getBoundingClientRect();
          return a.width && b.width && a.left < b.right && b.left < a.right && a.top < b.bottom && b.top < a.bottom;
        }).map(other => one.textContent + " and " + other.textContent)) })),
      loaded: performance.getEntriesByType("resource").length,
      wider: document.documentElement.scrollWidth > document.documentElement.clientWidth,
      paper: getComputedStyle(document.body).backgroundColor,
      ink: getComputedStyle(document.body).color }"""

    def measured(self, page, dark=False):
        return json.loads(html.unescape(browser.measured(page, self.BOXES, dark)))

    def test_the_console_is_heard(self):
        page = self.folder / "bad.html"
        page.write_text("<!DOCTYPE html><body><svg><path d='nonsense'/></svg><script>nothing()</script>")
        self.assertEqual(len(browser.look_at(page).console), 2)

    def test_all_charts_are_seen(self):
        topic = self.topic()
        before, page, both = self.folder / "before.json", self.folder / "page.html", self.folder / "both.html"
        before.write_text(self.assert_ok(self.produce(topic, 1500, "--output", "json", throughput=600)).out)
        self.assert_ok(ours(PRODUCE, "--from-result", str(before), "--report", str(page)))
        self.assert_ok(self.produce(topic, 1500, "--compare", str(before), "--report", str(both), throughput=900))
        for file, lines in ((page, [1, 4, 0, 1]), (both, [2, 4, 0, 2])):
            with self.subTest(file.name):
                look = browser.look_at(file)
                self.assertEqual(look.console, [])
                self.assertIn(topic, look.dom)
                seen = self.measured(file)
                self.assertEqual([chart["id"] for chart in seen["charts"]], CHARTS)
                self.assertEqual([chart["lines"] for chart in seen["charts"]], lines)
                self.assertGreater(seen["charts"][2]["bars"], 3)
                for chart in seen["charts"]:
                    self.assertGreater(chart["width"], 700, chart)
                    self.assertGreater(chart["height"], 200, chart)
                    self.assertEqual((chart["outside"], chart["overlapping"]), (0, []), chart)
                self.assertEqual((seen["loaded"], seen["wider"]), (0, False))

    def test_figures_of_any_size_have_room(self):
        result = json.loads(self.assert_ok(self.produce(self.topic(), 10, "--output", "json")).out)
        page = self.folder / "page.html"
        for scale in 1e-3, 1e4, 1e9:
            second = {"elapsed_ms": 1000, "records": 1, "bytes": 1, "mb_per_second": scale}
            result["series"] = [
                {**second, "second": number, "records_per_second": 900 * scale * (1 + number % 3),
                 "latency_ms": {"p50": scale, "p95": 2 * scale, "p99": 9 * scale, "max": scale * 10 ** (number % 5)}}
                for number in range(900)
            ]  # fmt: skip
            result["histogram"] = [{"up_to_us": int(scale * 1000) + step**4, "records": 10 ** (9 - step)} for step in range(9)]
            self.assert_ok(ours(PRODUCE, "--from-result", self.json_file(result), "--report", str(page)))
            for chart in self.measured(page)["charts"]:
                with self.subTest(scale=scale, chart=chart["id"]):
                    self.assertEqual((chart["outside"], chart["overlapping"]), (0, []))

    def test_light_and_dark(self):
        topic, page = self.topic(), self.folder / "page.html"
        self.assert_ok(self.produce(topic, 100, "--report", str(page)))
        light, dark = self.measured(page), self.measured(page, dark=True)
        self.assertEqual((light["paper"], dark["paper"]), ("rgb(255, 255, 255)", "rgb(18, 22, 28)"))
        self.assertNotEqual(light["ink"], dark["ink"])

    def test_other_tools_pages(self):
        topic, page = self.topic(), self.folder / "page.html"
        self.assert_ok(self.produce(topic, 300))
        self.assert_ok(self.consume(topic, 300, "--report", str(page)))
        self.assertEqual([chart["id"] for chart in self.measured(page)["charts"]], ["throughput"])
        self.assert_ok(self.latency(topic, 50, "--report", str(page)))
        self.assertEqual([chart["id"] for chart in self.measured(page)["charts"]], CHARTS)
        self.assertEqual(browser.look_at(page).console, [])

    def test_a_file_cannot_bring_a_script_into_the_page(self):
        result = json.loads(self.assert_ok(self.produce(self.topic(), 10, "--output", "json")).out)
        attack = "</title></style><script>document.title='owned'</script><img src=x onerror=\"document.title='owned'\">"
        result["topic"] = result["settings"]["payload_file"] = result["host"]["cpu"] = attack
        result["failures"] = [{"code": attack, "message": attack, "records": 1}]
        page = self.folder / "page.html"
        self.assert_ok(ours(PRODUCE, "--from-result", self.json_file(result), "--report", str(page)))
        look = browser.look_at(page)
        self.assertEqual(look.console, [])
        self.assertNotIn("<title>owned</title>", look.dom)
        self.assertNotIn("<script", look.dom)


if __name__ == "__main__":
    main()
