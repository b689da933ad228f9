BeforeAll {
    Import-Module (Join-Path $PSScriptRoot '../Support/MultiBatch.Testing.psm1') -Force
    Import-TestModule
}

Describe 'Test-BatchJob' {
    It 'makes a table: a job file against every provider' {
        $rows = @(Test-BatchJob -Path (Join-Path (Get-RepositoryRoot) 'examples/hello.yaml'))
        $rows.Count | Should -BeGreaterThan 0
        $rows.Provider | Should -Contain 'local'
    }

    It 'names the field, and the nearest portable way, where one refuses' {
        $file = Join-Path (New-TestFolder) 'image.yaml'
        Set-Content $file "name: x`nimage: alpine:3`ncommand: [echo, x]"
        $row = Test-BatchJob -Path $file | Where-Object Provider -eq 'local' | Select-Object -First 1
        $row.CanRun | Should -BeFalse
        $row.Rejected | Should -Be 1
        "$($row.Rewrite)" | Should -Match 'image'
        $row.Dispositions.Field | Should -Contain '/image'
    }

    It 'reports a file that is not there' {
        $errors = Get-ErrorOf { Test-BatchJob -Path 'no-such-file.yaml' }
        $errors.Count | Should -Be 1
        "$($errors[0])" | Should -Match 'no-such-file.yaml'
    }
}
