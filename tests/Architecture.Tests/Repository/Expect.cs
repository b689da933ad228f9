namespace MultiBatch.Architecture.Tests.Repository;

internal static class Expect
{
    /// <summary>Fails with every finding on a line of its own: a rule that names only the first is no help to mend the rest.</summary>
    public static void None(IEnumerable<string> findings, string rule)
    {
        var all = findings.ToList();
        Assert.True(all.Count == 0, $"{rule}\n{string.Join('\n', all.Select(finding => "  " + finding))}");
    }
}
