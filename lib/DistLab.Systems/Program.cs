using DistLab.Systems;

if (args is ["node"])
    return NodeProgram.Run();
Console.Error.WriteLine("This program is one node of a cluster; to start one, use Cluster.StartAsync or ./distlab node.");
return 2;
