namespace DistLab.Web;

/// <summary>What a process of a site is.</summary>
internal interface IWebRole
{
    /// <summary>Does as it is told.</summary>
    /// <param name="order">What it is told.</param>
    /// <param name="say">Replies something before the last reply.</param>
    /// <returns>The last reply.</returns>
    Task<Reply> ObeyAsync(Order order, Action<Reply> say);
}
