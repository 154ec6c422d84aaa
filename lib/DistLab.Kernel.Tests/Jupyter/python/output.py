"""Much output arrives whole and in order."""

import time

from kernel import KernelCase, main


class MuchOutput(KernelCase):
    def test_a_line_of_8_megabytes(self):
        result = self.run_cell("Console.WriteLine(string.Concat(Enumerable.Range(0, 1_000_000).Select(i => $\"{i:0000000} \")));")
        self.assertEqual("".join(f"{i:07d} " for i in range(1_000_000)) + "\n", result.text())

    def test_a_line_of_8_megabytes_in_characters_of_two_units(self):
        result = self.run_cell('Console.Write("." + string.Concat(Enumerable.Repeat("🦊", 2_000_000)));')
        self.assertEqual("." + "🦊" * 2_000_000, result.text())

    def test_50_000_lines(self):
        result = self.run_cell("for (int i = 0; i < 50_000; i++) Console.WriteLine(i);")
        self.assertEqual("".join(f"{i}\n" for i in range(50_000)), result.text())
        self.assertLess(len(result.of("stream")), 5000, "small prints are gathered")

    def test_50_000_lines_between_both_streams(self):
        result = self.run_cell("for (int i = 0; i < 50_000; i++) { if (i % 100 < 50) Console.WriteLine(i); else Console.Error.WriteLine(i); }")
        self.assertEqual([str(i) for i in range(50_000)], "".join(content["text"] for content in result.of("stream")).split())

    def test_2_000_displays(self):
        result = self.run_cell("for (int i = 0; i < 2_000; i++) { display(i); if (i % 10 == 0) Console.WriteLine(i); }")
        shown = [content["data"]["text/plain"] for content in result.of("display_data")]
        self.assertEqual([str(i) for i in range(2_000)], shown)
        printed = [message["content"] for message in result.published if message["msg_type"] == "stream"]
        self.assertEqual("".join(f"{i}\n" for i in range(0, 2_000, 10)), "".join(content["text"] for content in printed))

    def test_2_000_updates_of_one_display(self):
        result = self.run_cell("var d = display(0); for (int i = 1; i <= 2_000; i++) d.Update(i);")
        self.assertEqual([str(i) for i in range(1, 2_001)], [content["data"]["text/plain"] for content in result.of("update_display_data")])

    def test_a_front_end_that_is_slow_misses_nothing(self):
        request = self.kernel.client.execute("for (int i = 0; i < 400; i++) { display(i); Console.WriteLine(new string((char)('a' + i % 26), 200_000)); }")
        time.sleep(3)
        result = self.kernel.gather(request)
        self.assertEqual(80_000_400, len(result.text()))
        self.assertEqual([str(i) for i in range(400)], [content["data"]["text/plain"] for content in result.of("display_data")])

    def test_threads_that_print_at_once_lose_nothing(self):
        result = self.run_cell(
            "Parallel.For(0, 8, t => { for (int i = 0; i < 2_000; i++) Console.WriteLine($\"{t} {i}\"); });")
        lines = result.text().split("\n")[:-1]
        self.assertEqual(16_000, len(lines))
        for thread in range(8):
            self.assertEqual([str(i) for i in range(2_000)], [line.split()[1] for line in lines if line.startswith(f"{thread} ")])


if __name__ == "__main__":
    main()
