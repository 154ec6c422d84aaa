namespace DistLab.Communication.Web;

/// <summary>How a service uses HTTP.</summary>
public enum WebStyle
{
    /// <summary>A path for each resource; GET reads it, PUT changes it.</summary>
    Restful,

    /// <summary>One path for all, the operation in the query, and GET for everything.</summary>
    OperationInGet,

    /// <summary>One path for all, the operation in the body, and POST for everything.</summary>
    OperationInPost,
}
