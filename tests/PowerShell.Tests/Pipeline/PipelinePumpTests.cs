using MultiBatch.PowerShell.Pipeline;

namespace MultiBatch.PowerShell.Tests.Pipeline;

public sealed class PipelinePumpTests
{
    [Fact]
    public void Everything_runs_on_the_pipeline_thread_in_order()
    {
        using var pump = new PipelinePump();
        var seen = new List<(int Number, int Thread)>();
        pump.Start(async _ =>
        {
            for (var number = 0; number < 1000; number++)
            {
                var copy = number;
                await (number % 2 == 0 ? pump.PostAsync(() => seen.Add((copy, Environment.CurrentManagedThreadId))) : pump.WriteAsync(() => seen.Add((copy, Environment.CurrentManagedThreadId))));
            }
        });

        pump.Complete();

        Assert.Equal(Enumerable.Range(0, 1000), seen.Select(item => item.Number));
        Assert.All(seen, item => Assert.Equal(Environment.CurrentManagedThreadId, item.Thread));
    }

    [Fact]
    public void An_answer_comes_back_to_the_work()
    {
        using var pump = new PipelinePump();
        var answer = 0;
        pump.Start(async _ => answer = await pump.AskAsync(() => 42));

        pump.Complete();

        Assert.Equal(42, answer);
    }

    [Fact]
    public void What_a_write_throws_comes_back_after_the_work_has_ended()
    {
        using var pump = new PipelinePump();
        var hasEnded = false;
        pump.Start(async token =>
        {
            try
            {
                await pump.WriteAsync(() => throw new FormatException("mine"));
            }
            finally
            {
                Assert.True(token.IsCancellationRequested);
                hasEnded = true;
            }
        });

        Assert.Equal("mine", Assert.Throws<FormatException>(pump.Complete).Message);
        Assert.True(hasEnded);
    }

    [Fact]
    public void Work_that_writes_on_after_the_pipeline_has_ended_is_told_so()
    {
        using var pump = new PipelinePump();
        Exception? told = null;
        pump.Start(async _ =>
        {
            await Assert.ThrowsAnyAsync<OperationCanceledException>(() => pump.WriteAsync(() => throw new FormatException()));
            told = await Record.ExceptionAsync(() => pump.PostAsync(() => { }));
        });

        Assert.Throws<FormatException>(pump.Complete);
        Assert.IsAssignableFrom<OperationCanceledException>(told);
    }

    [Fact]
    public void What_the_work_throws_is_thrown_after_what_it_wrote()
    {
        using var pump = new PipelinePump();
        var written = 0;
        pump.Start(async _ =>
        {
            await pump.PostAsync(() => written++);
            throw new FormatException("work");
        });

        Assert.Equal("work", Assert.Throws<FormatException>(pump.Complete).Message);
        Assert.Equal(1, written);
    }

    [Fact]
    public void Disposing_waits_for_the_work()
    {
        var hasEnded = false;
        using (var pump = new PipelinePump())
        {
            pump.Start(async token =>
            {
                await Task.Delay(Timeout.Infinite, token).ContinueWith(_ => { }, TaskScheduler.Default);
                hasEnded = true;
            });
        }

        Assert.True(hasEnded);
    }

    [Fact]
    public void Feeding_takes_what_is_written_until_there_is_room()
    {
        using var pump = new PipelinePump();
        using var room = new SemaphoreSlim(0);
        var written = 0;
        pump.Start(async _ =>
        {
            await pump.WriteAsync(() => written++);
            room.Release();
            pump.Wake();
            await pump.WriteAsync(() => written++);
        });

        pump.DrainUntil(() => room.Wait(0));
        pump.Complete();

        Assert.Equal(2, written);
    }
}
