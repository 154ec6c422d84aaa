using DistLab.Kernel;

switch (args)
{
    case ["worker", var input, var output]:
        return WorkerMain.Run(input, output);
    case ["jupyter", "--connection-file", var file]:
        try
        {
            using var program = ProgramFolder.Hold(AppContext.BaseDirectory);
            await JupyterKernel.RunAsync(file);
        }
        catch (KernelStartException e)
        {
            Console.Error.WriteLine(e.Message);
            return 1;
        }
        // A thread that a cell left behind must not keep the process alive.
        Environment.Exit(0);
        return 0;
    default:
        Console.Error.WriteLine("This program runs cells for the distlab command and for Jupyter; see ./distlab --help.");
        return 2;
}
