using System.Net;
using DistLab.Systems;

namespace DistLab.Web;

/// <summary>The program of a site's process: takes orders on standard input, replies on standard output, and ends with its site.</summary>
internal static class WebProgram
{
    public static int Run(string role)
    {
        var pipe = new ControlPipe<Letter, Answer>(Console.OpenStandardInput(), Console.OpenStandardOutput());
        Console.SetOut(Console.Error);
        Console.SetIn(TextReader.Null);
        // Ctrl+C reaches every process of a terminal; the site alone decides what it means.
        Console.CancelKeyPress += (_, e) => e.Cancel = true;
        IWebRole part = role switch
        {
            WebRoles.Hub => new HubRole(),
            WebRoles.Server => new ServerRole(),
            _ => new DeviceRole(),
        };
        while (pipe.Read() is { } letter)
            _ = Task.Run(() => ObeyAsync(part, letter, pipe));
        // The site is dead, and so is this process.
        Environment.Exit(0);
        return 0;
    }

    /// <summary>An address as it is written in an order.</summary>
    public static IPEndPoint Parse(string address) => IPEndPoint.Parse(address);

    private static async Task ObeyAsync(IWebRole part, Letter letter, ControlPipe<Letter, Answer> pipe)
    {
        Reply reply;
        try
        {
            reply = await part.ObeyAsync(letter.Order, some => pipe.Write(new(letter.Number, some)));
        }
        catch (Exception e)
        {
            reply = new Reply.Failed(e is InvalidOperationException or IOException ? e.Message : e.ToString());
        }
        pipe.Write(new(letter.Number, reply));
    }
}
