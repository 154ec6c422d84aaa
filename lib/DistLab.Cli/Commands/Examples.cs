namespace DistLab.Cli;

/// <summary>The examples at the end of each help text.</summary>
internal static class Examples
{
    /// <summary>The examples of a command, each with what it does.</summary>
    /// <param name="command">The words that name it, such as <c>kernel install</c>; empty for the program itself.</param>
    public static IReadOnlyList<(string Line, string Meaning)> Of(string command) => command switch
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
        "kernel" =>
        [
            ("distlab kernel install", "VS Code and Jupyter can run the notebooks from now on"),
            ("distlab kernel uninstall", "remove it again"),
        ],
        "kernel install" =>
        [
            ("distlab kernel install", "for you, on this machine"),
            ("distlab kernel install --prefix .venv", "for one Python environment"),
            ("distlab kernel install --name distlab", "beside another C# kernel; choose it by hand in each notebook"),
            ("distlab kernel install --replace", "in place of another C# kernel"),
        ],
        "kernel uninstall" =>
        [
            ("distlab kernel uninstall", "yours"),
            ("distlab kernel uninstall --prefix .venv", "that of one Python environment"),
        ],
        "kernel run" => [("distlab kernel run --connection-file kernel.json", "as a front end would start it")],
        "interop" => [("distlab interop", "then: distlab run notebooks/extras")],
        _ =>
        [
            ("distlab run", "execute all chapters; the site is out/index.html"),
            ("distlab check", "compare with the committed outputs"),
            ("distlab kernel install", "run the notebooks in VS Code and Jupyter"),
            ("distlab run --help", "the options of one command"),
        ],
    };
}
