using MultiBatch.PowerShell.Packaging.Package;

// multibatch-module SOURCE BIN OUT PACKAGES VERSION: puts the module of SOURCE (src/PowerShell) and its builds below BIN into the folder OUT,
// and packs it into the folder PACKAGES.
if (args is not [var source, var builds, var target, var packages, var version])
{
    Console.Error.WriteLine("usage: SOURCE BIN OUT PACKAGES VERSION");
    return 2;
}

var problems = ModuleFolder.Write(source, builds, target, version);
foreach (var problem in problems)
{
    Console.Error.WriteLine($"error: {problem}");
}

if (problems.Count > 0)
{
    return 1;
}

Console.WriteLine($"{target} {version}");
Console.WriteLine(ModulePackage.Write(target, packages, version));
return 0;
