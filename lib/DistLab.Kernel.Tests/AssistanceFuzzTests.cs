using FsCheck;
using FsCheck.Fluent;

namespace DistLab.Kernel.Tests;

public sealed class AssistanceFuzzTests
{
    private static readonly string[] Pieces =
    [
        "numbers", ".", "(", ")", "{", "}", "[", "]", "<", ">", "\"", "'", "$\"", "\"\"\"", "@", "#r \"", "#!set --name ", "#!html", "#load", "#if", "\n", "\r", " ", ";",
        ",", "=>", "new ", "var ", "int ", "class ", "x", "1", "1.", "😀", "\ud83d", "\ude00", "\0", "//", "/*", "*/", "///", "where ", "from ", "await ", "::", "->", "?.", "??", "is ", "\u2028",
    ];

    [Fact]
    public async Task Any_text_and_any_position_are_answered()
    {
        var session = new Session();
        await session.ValueAsync("var numbers = new List<int> { 1 };");
        var written = Gen.Elements(Pieces).ArrayOf().Select(string.Concat);
        var noise = ArbMap.Default.GeneratorFor<string>().Select(text => text ?? "");
        var texts = Gen.OneOf(written, written, noise);
        var positions = Gen.OneOf(Gen.Choose(-3, 60), Gen.Elements(int.MinValue, int.MaxValue, -1));
        Prop.ForAll(texts.ToArbitrary(), positions.ToArbitrary(), (text, position) =>
        {
            var completion = session.Engine.Complete(text, position);
            session.Engine.Inspect(text, position, position % 2);
            var completeness = session.Engine.IsComplete(text);
            return completion.Start >= 0 && completion.Start <= completion.End && completion.End == Math.Clamp(position, 0, text.Length)
                && (completeness.Indent.Length == 0 || completeness.Status == CompletenessStatus.Incomplete);
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(300).WithQuietOnSuccess(true));
    }

    [Fact]
    public void Code_nested_without_end_is_answered()
    {
        var engine = new Session().Engine;
        string deep = new('(', 100_000);
        Assert.Empty(engine.Complete(deep, 50_000).Items);
        Assert.Null(engine.Inspect(deep, 50_000));
        Assert.NotEqual(CompletenessStatus.Complete, engine.IsComplete(deep).Status);
    }

    [Theory]
    [InlineData("int x = 1;", CompletenessStatus.Complete, "")]
    [InlineData("1 + 1", CompletenessStatus.Complete, "")]
    [InlineData("", CompletenessStatus.Complete, "")]
    [InlineData("for (int i = 0; i < 3; i++) {", CompletenessStatus.Incomplete, "    ")]
    [InlineData("if (true)\n{\n    F();", CompletenessStatus.Incomplete, "    ")]
    [InlineData("class C\n{\n    void F() {", CompletenessStatus.Incomplete, "        ")]
    [InlineData("\"\"\"\ntext", CompletenessStatus.Incomplete, "")]
    [InlineData("int x = );", CompletenessStatus.Invalid, "")]
    [InlineData("#!time\nF(", CompletenessStatus.Incomplete, "    ")]
    [InlineData("#!html\n<b>{", CompletenessStatus.Complete, "")]
    [InlineData("#r \"x.dll\"", CompletenessStatus.Complete, "")]
    public void A_console_learns_whether_to_ask_for_more(string code, CompletenessStatus status, string indent) =>
        Assert.Equal(new CodeCompleteness(status, indent), new Session().Engine.IsComplete(code));
}
