using DistLab.Web;

if (args is [WebRoles.Hub or WebRoles.Server or WebRoles.Device])
    return WebProgram.Run(args[0]);
Console.Error.WriteLine("This program is a part of a site; to start one, use Site.StartAsync.");
return 2;
