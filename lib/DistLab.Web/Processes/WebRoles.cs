namespace DistLab.Web;

/// <summary>What a process of this program can be.</summary>
internal static class WebRoles
{
    public const string Hub = "hub";
    public const string Server = "server";
    public const string Device = "device";
}
