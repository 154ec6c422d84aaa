Console.Error.WriteLine("This program is one node of a cluster; to start one, use Cluster.StartAsync or ./distlab node.");
return 2;
