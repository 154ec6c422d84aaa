using Microsoft.Extensions.Primitives;

namespace DistLab.Web;

/// <summary>Fields that mean something between two neighbours only, and are not passed on: RFC 9110, section 7.6.1.</summary>
internal static class HopByHop
{
    /// <summary>Whether a field ends here.</summary>
    /// <param name="name">Its name, in any case.</param>
    /// <param name="named">What the message's own Connection field names.</param>
    public static bool Contains(string name, StringValues named) => name.Length switch
    {
        2 => Is(name, "TE"),
        7 => Is(name, "Trailer") || Is(name, "Upgrade"),
        10 => Is(name, "Connection") || Is(name, "Keep-Alive"),
        16 => Is(name, "Proxy-Connection"),
        17 => Is(name, "Transfer-Encoding"),
        18 => Is(name, "Proxy-Authenticate"),
        19 => Is(name, "Proxy-Authorization"),
        _ => false,
    }
    || (named.Count > 0 && IsNamed(name, named));

    private static bool IsNamed(string name, StringValues named)
    {
        foreach (var list in named)
        {
            foreach (var option in list.AsSpan().Split(','))
            {
                if (list.AsSpan(option).Trim(" \t").Equals(name, StringComparison.OrdinalIgnoreCase))
                    return true;
            }
        }
        return false;
    }

    private static bool Is(string name, string other) => string.Equals(name, other, StringComparison.OrdinalIgnoreCase);
}
