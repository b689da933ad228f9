using MultiBatch.Providers.Local.Benchmarks;

return args switch
{
    ["start", .. var rest] => await StartRate.RunAsync(Settings.Read(rest)),
    ["history", .. var rest] => await HistorySize.RunAsync(Settings.Read(rest)),
    _ => Usage(),
};

static int Usage()
{
    Console.Error.WriteLine("""
        start    jobs/s of no-op tasks through the whole engine, beside bare process starts in the same run
                 --jobs 10000 --rounds 5 --modes raw,recorded,fast --folder DIR
        history  memory and start of an engine with many ended jobs
                 --jobs 1000000 --folder DIR
        """);
    return 2;
}
