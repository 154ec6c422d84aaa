using System.CommandLine;

namespace DistLab.Cli;

/// <summary>The examples at the end of each help text.</summary>
internal static class Examples
{
    /// <summary>The examples of a command, each with what it does.</summary>
    public static IReadOnlyList<(string Line, string Meaning)> Of(Command command) => command.Name switch
    {
        "run" =>
        [
            ("distlab run", "all chapters, into out/"),
            ("distlab run notebooks/08-time.ipynb", "one chapter"),
            ("distlab run notebooks/08-time.ipynb -p seed=7", "with another value of a parameter"),
            ("distlab run my-course --out site --timeout 30", "a folder of yours, at most 30 s a cell"),
            ("distlab run --in-place notebooks/09-coordination.ipynb", "and store the outputs in the notebook"),
        ],
        "check" =>
        [
            ("distlab check", "do all chapters still give what is committed?"),
            ("distlab check notebooks/08-time.ipynb", "one chapter"),
        ],
        "node" =>
        [
            ("distlab node TokenRingMutex", "three processes on a ring; then type: kill P1"),
            ("distlab node CentralServerMutex -p lease=2s --delay 5ms", "a parameter of the protocol, and slow links"),
            ("distlab node Mine --library bin/Debug/net10.0/Mine.dll", "a protocol of yours"),
        ],
        "maelstrom" =>
        [
            ("maelstrom test -w broadcast --bin distlab -- maelstrom broadcast", "have Maelstrom test our broadcast"),
            ("distlab maelstrom echo", "talk to a node by hand"),
        ],
        "build" => [("distlab build", "build now, and fetch plotly.js again if it is missing")],
        _ =>
        [
            ("distlab run", "execute all chapters; the site is out/index.html"),
            ("distlab check", "compare with the committed outputs"),
            ("distlab run --help", "the options of one command"),
        ],
    };
}
