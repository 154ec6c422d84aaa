Console.Error.WriteLine("usage: DistLab.Kernel worker");
return 2;
