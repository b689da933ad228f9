using MultiBatch.JobFiles.Tests.Samples;

namespace MultiBatch.JobFiles.Tests.Syntax;

public class JsonTests
{
    [Theory]
    [InlineData("", "job.json: the file is empty; write the keys of a job (command or script), or a list of jobs under 'jobs'.")]
    [InlineData("[]", "job.json:1:1: found a list, expected a map; put the list under the key 'jobs'.")]
    [InlineData("null", "job.json:1:1: found a single value, expected a map with the keys of a job, or with 'jobs'.")]
    [InlineData("{\"script\": \"x\" \"name\": \"y\"}", "job.json:1:16: this is not JSON: '\"' is invalid after a value. Expected either ',', '}', or ']'.")]
    [InlineData("{\n  \"script\": x\n}", "job.json:2:13: script: this is not JSON: 'x' is an invalid start of a value.")]
    [InlineData("{\"script\": \"x\"} {}", "job.json:1:17: this is not JSON: '{' is invalid after a single JSON value. Expected end of data.")]
    [InlineData("{\"script\": \"x\"", "job.json:1:15: this is not JSON: Expected depth to be zero at the end of the JSON payload. There is an open JSON object or array that should be closed.")]
    [InlineData("{\"script\": \"x\", \"script\": \"y\"}", "job.json:1:17: script: 'script' is there twice; the first is on line 1. Remove one.")]
    [InlineData("{\"script\": \"\\ud800\"}", "job.json:1:12: script: the text has an escape that is half of a character; write both halves, as \\uD83D\\uDE00.")]
    [InlineData("{\"script\": \"x\", \"na\\ud800me\": 1}", "job.json:1:17: the text has an escape that is half of a character; write both halves, as \\uD83D\\uDE00.")]
    [InlineData("{\"script\": \"x\",\n \"name\": null}", "job.json:2:10: name: null is no value; write the name of a job, or remove the key (the word itself needs quotes).")]
    [InlineData("{\"script\": \"x\",\n \"name\": 5}", "job.json:2:10: name: found the number 5, expected the name of a job; put it in quotes if text is meant.")]
    [InlineData("{\"script\": true}", "job.json:1:12: script: found true, expected the body of a script; put it in quotes if text is meant.")]
    [InlineData("{\"script\": \"x\", \"priority\": \"5\"}", "job.json:1:29: priority: '5' is text; write the number without quotes.")]
    [InlineData("{\"script\": \"x\", \"priority\": 1e3}", "job.json:1:29: priority: 1e3 is not a whole number; a priority is a whole number from -2147483648 to 2147483647.")]
    [InlineData("{\"script\": \"x\", \"env\": {\"A\": null}}", "job.json:1:30: env.A: null is no value; write the value of a variable, or remove the key (the word itself needs quotes).")]
    [InlineData("{\"script\": \"日本 🚀\", \"timeout\": 0}", "job.json:1:32: timeout: '0' is out of range; a timeout is above 0.")]
    [InlineData("{\"script\": \"x\",\r\n\r\n  \"timeout\": 0}", "job.json:3:14: timeout: '0' is out of range; a timeout is above 0.")]
    public void What_is_no_job_in_JSON_is_explained(string json, string problem) => Assert.Equal(problem, Files.Json(json).OnlyProblem());

    [Fact]
    public void Nesting_without_end_is_stopped() =>
        Assert.Contains(
            "values are nested more than 64 levels deep here.",
            Files.Json("{\"script\": \"x\", \"x-a\": " + new string('[', 1000)).OnlyProblem(),
            StringComparison.Ordinal);

    [Theory]
    [InlineData("{\"script\": \"x\"}", null)]
    [InlineData("  // note\n{}", "job: the job says")]
    [InlineData("{script: x}", null)]
    [InlineData("script: x", null)]
    [InlineData("{ 'script': x }", null)]
    public void The_form_is_told_by_the_text_when_no_name_tells_it(string text, string? problem)
    {
        var result = JobFileReader.Parse(text, sourceName: "stdin");

        Assert.Equal(problem is null, result.File is not null);
    }

    [Fact]
    public void The_form_is_told_by_the_name()
    {
        Assert.NotNull(JobFileReader.Parse("script: x", sourceName: "a.YML").File);
        Assert.Contains("not JSON", JobFileReader.Parse("script: x", sourceName: "a.json").OnlyProblem(), StringComparison.Ordinal);
    }
}
