using MultiBatch.Providers.Aws.Benchmarks;

return args switch
{
    ["calls"] => await CallCost.RunAsync(calls: 3000, rounds: 9),
    ["calls", var calls, var rounds] => await CallCost.RunAsync(Number(calls), Number(rounds)),
    ["serve"] => await ReplyServer.RunAsync(),
    _ => Usage(),
};

static int Usage()
{
    Console.Error.WriteLine("""
        calls [CALLS ROUNDS]   processor time of a call, beside a bare HttpClient with the same signing and the same JSON, in the same run
        """);
    return 2;
}

static int Number(string text) => int.Parse(text, System.Globalization.CultureInfo.InvariantCulture);
