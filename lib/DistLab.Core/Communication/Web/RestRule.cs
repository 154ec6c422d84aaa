namespace DistLab.Communication.Web;

/// <summary>What a request over HTTP can offend against, if it is to be RESTful.</summary>
/// <remarks>Fielding, "Architectural Styles and the Design of Network-based Software Architectures" (2000), §5.1.3, §5.1.5 and §5.2.1.</remarks>
public enum RestRule
{
    /// <summary>The uniform interface: what is to be done is said by the method, and by nothing else.</summary>
    MethodSaysWhatIsDone,

    /// <summary>The resource is identified by the request's target: its path names a thing.</summary>
    PathNamesTheResource,

    /// <summary>A method that is safe by its definition changes nothing (RFC 9110, §9.2.1).</summary>
    SafeMethodsChangeNothing,

    /// <summary>Statelessness: a request can be understood without what was said before; it is part of no session.</summary>
    NoSession,
}
