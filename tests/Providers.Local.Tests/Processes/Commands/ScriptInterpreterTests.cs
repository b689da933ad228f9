using MultiBatch.Providers.Local.Processes.Commands;

namespace MultiBatch.Providers.Local.Tests.Processes.Commands;

public sealed class ScriptInterpreterTests
{
    [Theory]
    [InlineData("#!/bin/sh", "/bin/sh", null)]
    [InlineData("#!/bin/sh\necho", "/bin/sh", null)]
    [InlineData("#! /bin/sh -e \necho", "/bin/sh", "-e")]
    [InlineData("#!/usr/bin/env -S python3 -u\n", "/usr/bin/env", "-S python3 -u")]
    [InlineData("#!/bin/sh\r\necho\r\n", "/bin/sh", null)]
    [InlineData("#!\t/bin/sh\t-x", "/bin/sh", "-x")]
    public void The_first_line_names_it(string script, string interpreter, string? argument)
    {
        Assert.True(ScriptInterpreter.TryParse(script, out var found, out var rest));
        Assert.Equal(interpreter, found);
        Assert.Equal(argument, rest);
    }

    [Theory]
    [InlineData("")]
    [InlineData("echo")]
    [InlineData("#!")]
    [InlineData("#!  \necho")]
    [InlineData(" #!/bin/sh")]
    public void Other_texts_name_none(string script) => Assert.False(ScriptInterpreter.TryParse(script, out _, out _));
}
