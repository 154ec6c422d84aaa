"""Every message type of the protocol, as its documentation says it."""

import queue

from kernel import PATIENCE, KernelCase, main


class Execution(KernelCase):
    def test_kernel_info_names_language_and_protocol(self):
        content = self.kernel.ask("kernel_info_request", {}).content
        self.assertEqual("ok", content["status"])
        self.assertEqual("5.4", content["protocol_version"])
        self.assertEqual("distlab", content["implementation"])
        self.assertEqual(("C#", ".cs", "text/x-csharp", "csharp"), tuple(
            content["language_info"][key] for key in ("name", "file_extension", "mimetype", "pygments_lexer")))
        self.assertTrue(content["banner"] and content["implementation_version"] and content["language_info"]["version"])
        self.assertTrue(all(link["text"] and link["url"] for link in content["help_links"]))
        self.assertNotIn("kernel subshells", content.get("supported_features", []))

    def test_kernel_info_is_answered_on_the_control_channel_too(self):
        self.assertEqual("5.4", self.kernel.control("kernel_info_request", {})["content"]["protocol_version"])

    def test_a_value_is_a_result_with_the_same_count_as_input_and_reply(self):
        result = self.run_cell("6 * 7")
        self.assertEqual(["execute_input", "execute_result"], result.kinds)
        self.assertEqual("ok", result.content["status"])
        (given,), (value,) = result.of("execute_input"), result.of("execute_result")
        self.assertEqual("6 * 7", given["code"])
        self.assertEqual("42", value["data"]["text/plain"])
        self.assertEqual({result.content["execution_count"]}, {given["execution_count"], value["execution_count"]})
        self.assertEqual([], result.content["payload"])
        self.assertEqual("ok", result.reply["metadata"]["status"])

    def test_replies_and_outputs_repeat_the_header_of_the_request_as_it_was(self):
        message = self.kernel.client.session.msg("execute_request", {"code": "display(1); 2"})
        message["header"]["an extension"] = {"of ours": ["é", 1.50, None]}
        self.kernel.client.shell_channel.send(message)
        result = self.kernel.gather(message["header"]["msg_id"])
        for answer in [result.reply, *result.published]:
            self.assertEqual(message["header"]["an extension"], answer["parent_header"]["an extension"])
            self.assertEqual(message["header"]["session"], answer["parent_header"]["session"])
            self.assertEqual("5.4", answer["header"]["version"])

    def test_the_count_goes_up_with_each_cell_that_is_remembered_and_no_other(self):
        count = self.run_cell("1").content["execution_count"]
        self.assertEqual(count, self.run_cell("1", store_history=False).content["execution_count"])
        self.assertEqual(count, self.run_cell("1", silent=True).content["execution_count"])
        self.assertEqual(count + 1, self.run_cell("throw new Exception();", stop_on_error=False).content["execution_count"])
        self.assertEqual(count + 2, self.run_cell("").content["execution_count"])

    def test_a_silent_cell_is_run_and_nothing_of_it_is_seen(self):
        self.assertEqual([], self.run_cell('int silent = 5; Console.WriteLine("x"); display(1); silent', silent=True).kinds)
        self.assertEqual([], self.run_cell("throw new Exception();", silent=True, stop_on_error=False).kinds)
        self.assertEqual("5", self.run_cell("silent").value)

    def test_an_empty_cell_succeeds(self):
        for code in ["", "   \n\t", "// nothing"]:
            result = self.run_cell(code)
            self.assertEqual("ok", result.content["status"])
            self.assertEqual(["execute_input"], result.kinds)

    def test_an_error_is_published_and_replied_with_the_cell_s_name(self):
        result = self.run_cell('int zero = 0;\nConsole.WriteLine(1 / zero);')
        self.assertEqual(["execute_input", "error"], result.kinds)
        (error,) = result.of("error")
        for content in (error, result.content):
            self.assertEqual("System.DivideByZeroException", content["ename"])
            self.assertIn("divide by zero", content["evalue"])
            self.assertIn(f'cell {result.content["execution_count"]}, line 2', "\n".join(content["traceback"]))
        self.assertEqual("error", result.content["status"])
        self.assertTrue(error["traceback"][0].startswith("\x1b[31m") and error["traceback"][0].endswith("\x1b[0m"))
        self.assertNotIn("\x1b", "".join(error["traceback"][1:]))

    def test_code_that_does_not_compile_is_an_error(self):
        result = self.run_cell("int x = ;")
        self.assertEqual("CompilationError", result.content["ename"])
        self.assertIn("CS1525", result.content["evalue"])

    def test_cells_that_wait_behind_an_error_are_given_up(self):
        requests = [self.kernel.client.execute(code) for code in ["throw new Exception();", 'Console.Write("no")', "1"]]
        after = self.kernel.client.session.msg("kernel_info_request", {})
        self.kernel.client.shell_channel.send(after)
        results = [self.kernel.gather(request) for request in requests]
        self.assertEqual(["error", "aborted", "aborted"], [result.content["status"] for result in results])
        self.assertEqual([], results[1].kinds)
        self.assertEqual("ok", self.kernel.gather(after["header"]["msg_id"]).content["status"])
        self.assertEqual("ok", self.run_cell("1").content["status"])

    def test_cells_that_wait_behind_an_error_are_run_if_the_front_end_says_so(self):
        requests = [self.kernel.client.execute(code, stop_on_error=False) for code in ["throw new Exception();", "7"]]
        results = [self.kernel.gather(request) for request in requests]
        self.assertEqual(["error", "ok"], [result.content["status"] for result in results])

    def test_user_expressions_are_evaluated_each_for_itself(self):
        result = self.run_cell("var five = 5;", user_expressions={"good": "five + 1", "bad": "six", "throws": "int.Parse(\"x\")"})
        values = result.content["user_expressions"]
        self.assertEqual("ok", result.content["status"])
        self.assertEqual({"status": "ok", "data": {"text/plain": "6"}, "metadata": {}}, values["good"])
        self.assertEqual(("error", "CompilationError"), (values["bad"]["status"], values["bad"]["ename"]))
        self.assertEqual(("error", "System.FormatException"), (values["throws"]["status"], values["throws"]["ename"]))
        self.assertEqual({}, self.run_cell("throw new Exception();", user_expressions={"a": "1"}).content["user_expressions"])

    def test_text_that_is_no_code_reaches_the_cell_as_it_was(self):
        text = "zażółć 🦊 \x7f \ufeff \\"
        self.assertEqual(text, self.run_cell(f'Console.Write(@"{text}")').text())

    def test_both_of_two_clients_see_what_one_of_them_runs(self):
        other = self.kernel.connect()
        try:
            request = self.kernel.client.execute("Console.WriteLine(11); 12")
            seen = [self.kernel.gather(request), self.kernel.gather(request, reply=False, client=other)]
            self.assertEqual(seen[0].kinds, seen[1].kinds)
            self.assertEqual("12", seen[1].value)
        finally:
            other.stop_channels()


class Outputs(KernelCase):
    def test_streams_and_displays_keep_their_order(self):
        result = self.run_cell(
            'Console.Write("a"); Console.Write("b\\n"); display(1); Console.Error.Write("c"); Console.Write("d"); display(2); 3')
        shown = [
            (kind, content.get("name"), content.get("text") or content["data"]["text/plain"])
            for kind, content in ((message["msg_type"], message["content"]) for message in result.published[1:])]
        self.assertEqual([
            ("stream", "stdout", "ab\n"), ("display_data", None, "1"), ("stream", "stderr", "c"), ("stream", "stdout", "d"),
            ("display_data", None, "2"), ("execute_result", None, "3")], shown)

    def test_a_display_is_updated_by_its_id(self):
        first = self.run_cell('var shown = display("one"); display("other");')
        (one, other) = first.of("display_data")
        second = self.run_cell('shown.Update("two");')
        (update,) = second.of("update_display_data")
        self.assertEqual(one["transient"], update["transient"])
        self.assertNotEqual(one["transient"], other["transient"])
        self.assertEqual("two", update["data"]["text/plain"])

    def test_a_value_comes_in_several_mime_types(self):
        (shown,) = self.run_cell('display(HTML("<b>x</b>"));').of("display_data")
        self.assertEqual("<b>x</b>", shown["data"]["text/html"])

    def test_what_is_printed_is_seen_while_the_cell_still_runs(self):
        request = self.kernel.client.execute(
            'Console.Write("early"); while (Console.ReadLine() != "go") { }', allow_stdin=True)
        while (message := self.kernel.client.get_iopub_msg(timeout=PATIENCE))["msg_type"] != "stream":
            pass
        self.assertEqual("early", message["content"]["text"])
        self.kernel.client.get_stdin_msg(timeout=PATIENCE)
        self.kernel.client.input("go")
        while (message := self.kernel.client.get_iopub_msg(timeout=PATIENCE))["msg_type"] != "status":
            pass
        self.kernel.client.get_shell_msg(timeout=PATIENCE)
        self.assertEqual(request, message["parent_header"]["msg_id"])

    def test_a_thread_that_outlives_its_cell_still_prints(self):
        self.run_cell('using System.Threading; var gate = new ManualResetEventSlim(); var late = new Thread(() => { gate.Wait(); Console.WriteLine("late"); }); late.Start();')
        self.assertEqual("late\n", self.run_cell("gate.Set(); late.Join();").text())

    def test_half_a_character_becomes_a_replacement_and_no_error(self):
        result = self.run_cell('Console.WriteLine("a\\uD83Db"); display("\\uDE00"); "x\\uD83D"')
        self.assertEqual("ok", result.content["status"])
        self.assertEqual("a\ufffdb\n", result.text())
        self.assertEqual("x\ufffd", result.value)

    def test_an_exception_on_a_thread_of_its_own_does_not_end_the_session(self):
        result = self.run_cell('using System.Threading; var keep = 4; var t = new Thread(() => throw new InvalidOperationException("stray")); t.Start(); t.Join(); keep')
        self.assertEqual("4", result.value)
        self.assertIn("InvalidOperationException: stray", result.text("stderr"))
        self.assertEqual("4", self.run_cell("keep").value)


class Assistance(KernelCase):
    def complete(self, code, position=None):
        return self.kernel.ask("complete_request", {"code": code, "cursor_pos": len(code) if position is None else position}).content

    def test_completion_knows_members_and_variables(self):
        self.run_cell("int longNameOfAVariable = 1;")
        self.assertIn("longNameOfAVariable", self.complete("longName")["matches"])
        content = self.complete('Console.WriteL')
        self.assertEqual("ok", content["status"])
        self.assertIn("WriteLine", content["matches"])
        self.assertEqual((8, 14), (content["cursor_start"], content["cursor_end"]))
        types = content["metadata"]["_jupyter_types_experimental"]
        self.assertEqual(content["matches"], [item["text"] for item in types])

    def test_positions_count_characters_and_not_utf16_units(self):
        code = 'var s = "🦊🦊"; Console.WriteL'
        content = self.complete(code)
        self.assertIn("WriteLine", content["matches"])
        self.assertEqual((code.index("WriteL"), len(code)), (content["cursor_start"], content["cursor_end"]))

    def test_positions_outside_the_code_count_as_its_ends(self):
        for position in (-5, 0, 10_000):
            self.assertEqual("ok", self.complete("Console.", position)["status"])

    def test_inspection_describes_what_stands_at_the_cursor(self):
        content = self.kernel.ask("inspect_request", {"code": "Console.WriteLine", "cursor_pos": 12, "detail_level": 0}).content
        self.assertEqual(("ok", True), (content["status"], content["found"]))
        self.assertIn("WriteLine", content["data"]["text/plain"])
        nothing = self.kernel.ask("inspect_request", {"code": "   ", "cursor_pos": 1}).content
        self.assertEqual(("ok", False, {}), (nothing["status"], nothing["found"], nothing["data"]))

    def test_completeness(self):
        def status(code):
            return self.kernel.ask("is_complete_request", {"code": code}).content
        self.assertEqual({"status": "complete"}, status("1 + 1"))
        self.assertEqual("incomplete", status("for (;;) {")["status"])
        self.assertIn("indent", status("for (;;) {"))
        self.assertEqual({"status": "invalid"}, status("int 1x = 2;"))


class HistoryOfCells(KernelCase):
    def test_tail_range_and_search(self):
        for code in ["int h1 = 1;", "h1 + 41", "h1 + 41", "h1 - 1"]:
            self.run_cell(code)
        self.run_cell("h1 + 41", store_history=False)

        def history(**content):
            reply = self.kernel.ask("history_request", {"raw": True, "output": False, **content}).content
            self.assertEqual("ok", reply["status"])
            return reply["history"]

        everything = [[1, 1, "int h1 = 1;"], [1, 2, "h1 + 41"], [1, 3, "h1 + 41"], [1, 4, "h1 - 1"]]
        self.assertEqual(everything, history(hist_access_type="tail", n=10))
        self.assertEqual(everything[2:], history(hist_access_type="tail", n=2))
        self.assertEqual([], history(hist_access_type="tail", n=0))
        self.assertEqual([], history(hist_access_type="tail", n=-3))
        self.assertEqual(everything[1:3], history(hist_access_type="range", session=0, start=2, stop=4))
        self.assertEqual(everything[1:], history(hist_access_type="range", session=1, start=2))
        self.assertEqual([], history(hist_access_type="range", session=-1, start=1, stop=9))
        self.assertEqual(everything[1:3], history(hist_access_type="search", pattern="*41"))
        self.assertEqual(everything[2:3], history(hist_access_type="search", pattern="*41", unique=True))
        self.assertEqual(everything[3:], history(hist_access_type="search", pattern="h? [-] *"))
        self.assertEqual(everything[3:], history(hist_access_type="search", pattern="h1*", n=1))
        self.assertEqual([], history(hist_access_type="search", pattern="41"))
        self.assertEqual([[1, 3, ["h1 + 41", "42"]], [1, 4, ["h1 - 1", "0"]]], history(hist_access_type="tail", n=2, output=True))
        self.assertEqual([[1, 1, ["int h1 = 1;", None]]], history(hist_access_type="range", start=1, stop=2, output=True))
        self.assertEqual("error", self.kernel.ask("history_request", {"hist_access_type": "other"}).content["status"])


class Comms(KernelCase):
    def test_a_comm_of_an_unknown_target_is_closed(self):
        result = self.kernel.ask("comm_open", {"comm_id": "c1", "target_name": "nobody", "data": {}}, reply=False)
        self.assertEqual([{"comm_id": "c1", "data": {}}], result.of("comm_close"))

    def test_messages_to_comms_that_are_closed_do_no_harm(self):
        for kind in ("comm_msg", "comm_close"):
            self.assertEqual([], self.kernel.ask(kind, {"comm_id": "c1", "data": {}}, reply=False).kinds)

    def test_there_are_no_comms(self):
        for content in ({}, {"target_name": "nobody"}):
            self.assertEqual({"status": "ok", "comms": {}}, self.kernel.ask("comm_info_request", content).content)

    def test_buffers_are_tolerated(self):
        message = self.kernel.client.session.msg("comm_msg", {"comm_id": "c1", "data": {}})
        self.kernel.client.session.send(self.kernel.client.shell_channel.socket, message, buffers=[b"\x00" * 1000, b""])
        self.assertEqual([], self.kernel.gather(message["header"]["msg_id"], reply=False).kinds)

    def test_a_debugger_is_politely_refused(self):
        reply = self.kernel.control("debug_request", {"type": "request", "seq": 3, "command": "initialize", "arguments": {}})
        self.assertEqual("debug_reply", reply["msg_type"])
        self.assertEqual((False, 3, "initialize"), tuple(reply["content"][key] for key in ("success", "request_seq", "command")))

    def test_messages_of_unknown_types_are_passed_over(self):
        self.assertEqual([], self.kernel.ask("create_subshell_request", {}, reply=False).kinds)
        self.assertEqual([], self.kernel.ask("nonsense", {"a": 1}, reply=False).kinds)
        self.assertEqual("1", self.run_cell("1").value)

    def test_content_that_is_not_as_agreed_is_answered_with_an_error(self):
        for kind, content, word in [
                ("execute_request", {}, "code is missing"), ("execute_request", {"code": 1}, "code is not a text"),
                ("execute_request", {"code": "1", "silent": "yes"}, "silent"), ("complete_request", {"code": "1", "cursor_pos": "1"}, "cursor_pos"),
                ("complete_request", {"code": "1", "cursor_pos": 1e300}, "cursor_pos"), ("is_complete_request", {"code": []}, "code")]:
            content = self.kernel.ask(kind, content).content
            self.assertEqual(("error", "InvalidRequest"), (content["status"], content["ename"]))
            self.assertIn(word, content["evalue"])


class Input(KernelCase):
    def test_a_cell_asks_its_front_end_for_a_line(self):
        request = self.kernel.client.execute('Console.Write("name? "); var name = Console.ReadLine(); name.ToUpper()', allow_stdin=True)
        asked = self.kernel.client.get_stdin_msg(timeout=PATIENCE)
        self.assertEqual("input_request", asked["msg_type"])
        self.assertEqual(request, asked["parent_header"]["msg_id"])
        self.assertEqual({"prompt": "name? ", "password": False}, asked["content"])
        self.kernel.client.input("anna")
        result = self.kernel.gather(request)
        self.assertEqual("ANNA", result.value)
        self.assertEqual("name? ", result.text())

    def test_the_front_end_that_runs_the_cell_is_asked_and_no_other(self):
        other = self.kernel.stranger()
        try:
            request = other.execute("Console.ReadLine()", allow_stdin=True)
            other.get_stdin_msg(timeout=PATIENCE)
            with self.assertRaises(queue.Empty):
                self.kernel.client.get_stdin_msg(timeout=0.3)
            self.kernel.client.input("from the wrong one")
            other.input("from the right one")
            self.assertEqual("from the right one", self.kernel.gather(request, client=other).value)
        finally:
            other.stop_channels()

    def test_a_front_end_that_cannot_be_asked_is_not(self):
        result = self.run_cell("Console.ReadLine()", allow_stdin=False)
        self.assertEqual("error", result.content["status"])
        self.assertIn("allow_stdin: false", result.content["evalue"])

    def test_an_interrupt_ends_the_waiting(self):
        request = self.kernel.client.execute("Console.ReadLine()", allow_stdin=True)
        self.kernel.client.get_stdin_msg(timeout=PATIENCE)
        self.assertEqual("ok", self.kernel.control("interrupt_request", {})["content"]["status"])
        self.assertEqual("error", self.kernel.gather(request).content["status"])
        self.assertEqual("2", self.run_cell("1 + 1").value)

    def test_threads_that_ask_at_once_are_answered_one_after_the_other(self):
        request = self.kernel.client.execute(
            'var lines = new string[3]; Parallel.For(0, 3, i => lines[i] = Console.ReadLine()); string.Join(" ", lines.Order())', allow_stdin=True)
        for answer in ("a", "b", "c"):
            self.kernel.client.get_stdin_msg(timeout=PATIENCE)
            self.kernel.client.input(answer)
        self.assertEqual("a b c", self.kernel.gather(request).value)

    def test_an_answer_that_comes_too_late_is_not_the_next_one(self):
        self.kernel.client.input("too late")
        request = self.kernel.client.execute("Console.ReadLine()", allow_stdin=True)
        self.kernel.client.get_stdin_msg(timeout=PATIENCE)
        self.kernel.client.input("right")
        self.assertEqual("right", self.kernel.gather(request).value)


if __name__ == "__main__":
    main()
