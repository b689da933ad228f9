using MultiBatch.Google.ProtoCheck;

if (args is not [var folder])
{
    Console.Error.WriteLine("usage: MultiBatch.Google.ProtoCheck FOLDER, with the exchanges an emulator kept there");
    return 2;
}

var judge = new Judge();
foreach (var file in Directory.Exists(folder) ? Directory.EnumerateFiles(folder, "google-*.jsonl") : [])
{
    foreach (var line in File.ReadLines(file))
    {
        judge.Look(Exchange.Parse(line));
    }
}

foreach (var problem in judge.Problems)
{
    Console.WriteLine(problem);
}

Console.WriteLine($"{judge.Requests} requests and {judge.Replies} replies read by the vendor's own definitions, {judge.ProblemCount} not as they say.");
foreach (var (method, count) in judge.Methods)
{
    Console.WriteLine($"  {method}: {count}");
}

return judge.Requests == 0 || judge.Replies == 0 || judge.ProblemCount > 0 ? 1 : 0;
