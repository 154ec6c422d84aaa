using System.Globalization;
using DistLab.Checking;

namespace DistLab.Core.Tests.Checking.Consistency;

/// <summary>Histories as papers write them: <c>wx1 ry0 | wy1 rx0</c> is two clients; the first writes x = 1 and then reads y = 0.</summary>
internal static class Litmus
{
    public static History Of(string text)
    {
        var builder = new HistoryBuilder();
        var clients = text.Split('|', StringSplitOptions.TrimEntries);
        for (var client = 0; client < clients.Length; client++)
        {
            foreach (var access in clients[client].Split(' ', StringSplitOptions.RemoveEmptyEntries))
            {
                var (key, value) = (access[1].ToString(), long.Parse(access.AsSpan(2), CultureInfo.InvariantCulture));
                if (access[0] == 'w')
                    builder.Invoke(client, Call.Write(key, value)).Return(client);
                else
                    builder.Invoke(client, Call.Read(key)).Return(client, value);
            }
        }
        return builder.ToHistory();
    }
}
