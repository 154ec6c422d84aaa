using DistLab.Kernel;

if (args is ["worker", var input, var output])
    return WorkerMain.Run(input, output);
Console.Error.WriteLine("This program runs the cells of one notebook for the distlab command; to run notebooks, use ./distlab run.");
return 2;
