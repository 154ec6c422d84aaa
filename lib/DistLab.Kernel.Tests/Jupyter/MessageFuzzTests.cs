using System.Text;
using FsCheck;
using FsCheck.Fluent;

namespace DistLab.Kernel.Tests;

/// <summary>Whatever stands in a message, the kernel answers the next one.</summary>
public sealed class MessageFuzzTests(HostUnderTest kernel) : IClassFixture<HostUnderTest>
{
    private const int Cases = 150;

    private static readonly string[] Names =
    [
        "code", "cursor_pos", "detail_level", "silent", "store_history", "allow_stdin", "stop_on_error", "user_expressions", "hist_access_type",
        "n", "session", "start", "stop", "pattern", "unique", "output", "raw", "comm_id", "target_name", "data", "command", "seq", "restart", "",
        "value", "\\u0000", "\\ud800", "a b",
    ];

    private static readonly Gen<string> Scalars = Gen.Elements(
        "null", "true", "false", "0", "1", "-1", "2147483647", "2147483648", "-9223372036854775809", "1e400", "-1e-400", "0.5", "1E2",
        "99999999999999999999999999999999999999999999", "\"\"", "\"x\"", "\"1 + 1\"", "\"Console.\"", "\"tail\"", "\"range\"", "\"search\"", "\"[a-\"",
        "\"**?*[!]*\"", "\"\\ud800\"", "\"\\u0000\"", "\"" + new string('a', 3000) + "\"", "\"{{{\"", "\"#r \\\"\"", "\"#!nothing\"", "\"\\\"\"", "\"/*\"", "{}", "[]");

    public static TheoryData<string> ShellRequests => new(
        "execute_request", "complete_request", "inspect_request", "is_complete_request", "history_request", "comm_info_request", "kernel_info_request");

    public static TheoryData<string> OtherMessages => new("comm_open", "comm_msg", "comm_close", "input_reply", "execute_reply", "nonsense", "_request", "create_subshell_request");

    [Theory]
    [MemberData(nameof(ShellRequests))]
    public void A_request_of_any_content_is_answered_once(string type)
    {
        using var shell = kernel.Shell();
        Check(Contents(), content =>
        {
            string id = shell.Send(type, content);
            var reply = Assert.Single(shell.AssertAnswers());
            Assert.Equal((type.Replace("_request", "_reply"), id), (reply.Type, reply.Parent));
            Assert.Contains((string?)reply.Content["status"], (string[])["ok", "error", "aborted", "complete", "incomplete", "invalid"]);
        });
    }

    [Theory]
    [MemberData(nameof(OtherMessages))]
    public void A_message_of_any_other_type_and_content_does_no_harm(string type)
    {
        using var shell = kernel.Shell();
        Check(Contents(), content =>
        {
            shell.Send(type, content);
            Assert.All(shell.AssertAnswers(), reply => Assert.Equal("error", (string?)reply.Content["status"]));
        });
    }

    [Theory]
    [InlineData("interrupt_request")]
    [InlineData("debug_request")]
    [InlineData("kernel_info_request")]
    public void A_control_request_of_any_content_is_answered_once(string type)
    {
        using var control = kernel.Control();
        Check(Contents(), content =>
        {
            string id = control.Send(type, content);
            Assert.Equal(id, Assert.Single(control.AssertAnswers()).Parent);
        });
    }

    [Fact]
    public void Input_replies_of_any_content_do_no_harm()
    {
        using var shell = kernel.Shell();
        using var stdin = new JupyterPeer(kernel.Host.Stdin.Place, HostUnderTest.Key);
        Check(Contents(), content =>
        {
            stdin.Send("input_reply", content);
            stdin.Send("execute_request", content);
        });
        Assert.Empty(shell.AssertAnswers());
    }

    [Theory]
    [InlineData(63, true)]
    [InlineData(64, false)]
    [InlineData(1_000_000, false)]
    public void Content_is_nested_64_levels_deep_at_most(int levels, bool answered)
    {
        using var shell = kernel.Shell();
        shell.Send("kernel_info_request", $"{{\"a\":{new string('[', levels)}{new string(']', levels)}}}");
        Assert.Equal(answered ? 1 : 0, shell.AssertAnswers().Count);
    }

    [Fact]
    public void Parts_that_are_any_json_do_no_harm()
    {
        using var shell = kernel.Shell();
        var parts = from header in Json(4) from parent in Json(4) from metadata in Json(4) from content in Json(4) select new[] { header, parent, metadata, content };
        Check(parts, four =>
        {
            shell.SendParts(four);
            shell.SendParts([JupyterPeer.Header("kernel_info_request", JupyterPeer.NewId()), .. four[1..]]);
            shell.SendParts([four[0], "{}", "{}", "{}"]);
            shell.AssertAnswers();
        });
    }

    [Fact]
    public void Messages_with_any_bytes_changed_do_no_harm()
    {
        using var shell = kernel.Shell();
        var changes = from part in Gen.Choose(0, 3) from at in Gen.Choose(0, 200) from value in Gen.Choose(0, 255) select (part, at, value);
        Check(Gen.ListOf(changes).Where(list => list.Count > 0), list =>
        {
            byte[][] parts = [.. new[] { JupyterPeer.Header("complete_request", JupyterPeer.NewId()), "{}", "{}", """{"code":"Console.","cursor_pos":8}""" }.Select(Encoding.UTF8.GetBytes)];
            foreach (var (part, at, value) in list)
                parts[part][at % parts[part].Length] = (byte)value;
            shell.SendParts(parts);
            shell.AssertAnswers();
        });
    }

    [Fact]
    public void Any_frames_without_a_signature_do_no_harm()
    {
        using var shell = kernel.Shell();
        var frame = Gen.OneOf(Gen.Constant("<IDS|MSG>"u8.ToArray()), Gen.ArrayOf(Gen.Choose(0, 255).Select(i => (byte)i)));
        Check(Gen.ArrayOf(frame).Where(frames => frames.Length > 0), frames =>
        {
            shell.Raw.SendMessage(frames);
            Assert.Empty(shell.AssertAnswers());
        });
    }

    [Fact]
    public void Any_bytes_instead_of_a_handshake_or_after_it_do_no_harm()
    {
        using var shell = kernel.Shell();
        var bytes = Gen.ArrayOf(Gen.OneOf(Gen.Elements<byte>(0, 1, 2, 3, 4, 5, 0x7F, 0xFF), Gen.Choose(0, 255).Select(i => (byte)i)));
        Check(from before in Gen.Elements(0, 10, 11, 64) from rest in bytes select (before, rest), sent =>
        {
            using (var peer = new RawPeer(kernel.Host.Shell.Place))
                peer.Send([.. RawPeer.Greeting[..sent.before], .. sent.rest]);
            using (var peer = RawPeer.Connect(kernel.Host.IoPubServer.Place, "SUB"))
                peer.Send(sent.rest);
            shell.AssertAnswers();
        });
    }

    /// <summary>An object with members that the protocol knows, of any values.</summary>
    private static Gen<string> Contents() => Gen.Sized(size => Object(Math.Min(size, 5)));

    private static Gen<string> Json(int depth)
    {
        if (depth <= 0)
            return Scalars;
        var deep = from levels in Gen.Elements(2, 20, 50) from open in Gen.Elements("[", "{\"a\":") select
            string.Concat(Enumerable.Repeat(open, levels)) + "1" + string.Concat(Enumerable.Repeat(open == "[" ? "]" : "}", levels));
        var array = from items in Gen.ListOf(Json(depth - 2)) select $"[{string.Join(',', items.Take(6))}]";
        return Gen.Frequency((6, Scalars), (2, Object(depth - 1)), (1, array), (1, deep));
    }

    private static Gen<string> Object(int depth) =>
        from members in Gen.ListOf(from name in Gen.Elements(Names) from value in Json(depth) select $"\"{name}\":{value}")
        select $"{{{string.Join(',', members.Take(12))}}}";

    private static void Check<T>(Gen<T> values, Action<T> claim) =>
        Prop.ForAll(values.ToArbitrary(), claim).Check(Config.QuickThrowOnFailure.WithMaxTest(Cases).WithQuietOnSuccess(true));
}
