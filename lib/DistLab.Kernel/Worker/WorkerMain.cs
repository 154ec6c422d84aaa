using System.IO.Pipes;
using System.Text;
using System.Text.Json.Nodes;

namespace DistLab.Kernel;

/// <summary>The program of the child process that runs one notebook's cells.</summary>
internal static class WorkerMain
{
    /// <summary>Takes cells until the other side closes its pipe.</summary>
    /// <param name="inputHandle">The inherited pipe that cells come from.</param>
    /// <param name="outputHandle">The inherited pipe that results go to; standard output stays free for what cells print past the console.</param>
    internal static int Run(string inputHandle, string outputHandle)
    {
        var input = new FrameStream(new AnonymousPipeClientStream(PipeDirection.In, inputHandle));
        var output = new FrameStream(new AnonymousPipeClientStream(PipeDirection.Out, outputHandle));
        if (input.Read() is not { Kind: FrameKind.Start } start)
            return 2;
        // Ctrl+C reaches every process of a terminal; the runner alone decides what it means.
        Console.CancelKeyPress += (_, e) => e.Cancel = true;
        var session = new WorkerSession(start.Json(), output);
        while (input.Read() is { } frame)
        {
            if (frame.Kind == FrameKind.Execute)
                _ = session.ExecuteAsync(frame.Json());
        }
        // The runner is done or dead: a cell that still runs must not outlive it.
        Environment.Exit(0);
        return 0;
    }

    private sealed class WorkerSession : ICellOutputSink
    {
        private readonly FrameStream _output;
        private readonly CSharpEngine _engine;
        private readonly byte[] _mark;
        private volatile bool _running;

        internal WorkerSession(JsonObject start, FrameStream output)
        {
            _output = output;
            _mark = Encoding.UTF8.GetBytes((string)start["mark"]!);
            _engine = new CSharpEngine((string)start["folder"]!, this, (int)start["printLimit"]!, guarded: false);
            AppDomain.CurrentDomain.UnhandledException += (_, e) => OnUnhandled(e.ExceptionObject);
            AppDomain.CurrentDomain.ProcessExit += (_, _) => OnExit();
            output.Write(FrameKind.Ready, "");
        }

        public void Print(bool error, string text) => _output.Write(error ? FrameKind.Error : FrameKind.Output, text);

        public void Display(MimeBundle bundle, string displayId) => Show(FrameKind.Display, bundle, displayId);

        public void Update(MimeBundle bundle, string displayId) => Show(FrameKind.Update, bundle, displayId);

        public void ClearOutput(bool wait) => _output.Write(FrameKind.Clear, new JsonObject { ["wait"] = wait });

        internal async Task ExecuteAsync(JsonObject cell)
        {
            _running = true;
            var result = await _engine.ExecuteAsync((string)cell["source"]!, (string)cell["name"]!);
            _running = false;
            MarkRawOutput();
            try
            {
                _output.Write(FrameKind.Result, ToJson(result));
            }
            catch (InvalidOperationException e)
            {
                // The value is too large to send.
                _output.Write(FrameKind.Result, ToJson(new CellResult(null, new CellError("OutputTooLarge", e.Message, [e.Message]))));
            }
        }

        private void Show(FrameKind kind, MimeBundle bundle, string displayId) =>
            _output.Write(kind, new JsonObject { ["id"] = displayId, ["data"] = bundle.ToJson() });

        private static JsonObject ToJson(CellResult result)
        {
            var json = new JsonObject();
            if (result.Value is { } value)
                json["value"] = value.ToJson();
            if (result.Error is { } error)
                json["error"] = ToJson(error);
            return json;
        }

        private static JsonObject ToJson(CellError error) => new()
        {
            ["ename"] = error.Name,
            ["evalue"] = error.Message,
            ["traceback"] = new JsonArray([.. error.Traceback.Select(line => (JsonNode)line)]),
        };

        /// <summary>Tells the runner that all that this cell printed past the console has arrived.</summary>
        private void MarkRawOutput()
        {
            using var output = Console.OpenStandardOutput();
            using var error = Console.OpenStandardError();
            output.Write(_mark);
            error.Write(_mark);
        }

        private void OnUnhandled(object exception)
        {
            _engine.Output.Flush();
            if (exception is Exception e)
                _output.Write(FrameKind.Exit, new JsonObject { ["error"] = ToJson(ExceptionText.Describe(e)) });
        }

        private void OnExit()
        {
            if (!_running)
                return;
            _engine.Output.Flush();
            _output.Write(FrameKind.Exit, new JsonObject { ["exitCode"] = Environment.ExitCode });
        }
    }
}
