using System.Text;
using DistLab.Protocols;

namespace DistLab.Systems;

/// <summary>The program of a node's process: takes commands on standard input, reports on standard output, and ends with its cluster.</summary>
internal static class NodeProgram
{
    /// <summary>The exit code of a process whose node failed, and said so.</summary>
    public const int FailedCode = 70;

    public static int Run()
    {
        var pipe = new ControlPipe<HostCommand, HostReport>(Console.OpenStandardInput(), Console.OpenStandardOutput());
        // The protocol's code may print and read as it likes; the two streams are ours.
        Console.SetOut(new ReportWriter(pipe));
        Console.SetIn(TextReader.Null);
        // Ctrl+C reaches every process of a terminal; the cluster alone decides what it means.
        Console.CancelKeyPress += (_, e) => e.Cancel = true;
        INodeSession? session = null;
        try
        {
            while (pipe.Read() is { } command)
            {
                if (command is HostCommand.Become become)
                    session = Become(become, pipe);
                else
                    session?.Do(command);
            }
        }
        catch (Exception e)
        {
            pipe.Write(new HostReport.Failed(e is CodecException or ClusterException or IOException ? e.Message : e.ToString()));
            Environment.Exit(FailedCode);
        }
        // The cluster is dead, and so is this node.
        session?.End();
        Environment.Exit(0);
        return 0;
    }

    private static INodeSession Become(HostCommand.Become become, ControlPipe<HostCommand, HostReport> pipe)
    {
        var (protocol, universe) = become.Program.Unpack();
        var (state, message) = ProtocolTypes(protocol.GetType());
        return (INodeSession)Activator.CreateInstance(typeof(NodeSession<,>).MakeGenericType(state, message), protocol, become.Orders, universe, pipe)!;
    }

    private static (Type State, Type Message) ProtocolTypes(Type type)
    {
        for (var at = type; at is not null; at = at.BaseType)
        {
            if (at.IsGenericType && at.GetGenericTypeDefinition() == typeof(Protocol<,>))
                return (at.GetGenericArguments()[0], at.GetGenericArguments()[1]);
        }
        throw new ClusterException($"{TypeNames.Of(type)} is no protocol.");
    }

    private sealed class ReportWriter(ControlPipe<HostCommand, HostReport> pipe) : TextWriter
    {
        public override Encoding Encoding => Encoding.UTF8;

        public override void Write(char value) => Write(value.ToString());

        public override void Write(char[] buffer, int index, int count) => Write(new string(buffer, index, count));

        public override void Write(string? value)
        {
            if (value is { Length: > 0 })
                pipe.Write(new HostReport.Printed(value));
        }

        public override void WriteLine(string? value) => Write(value + "\n");
    }
}
