@echo off
rem Builds Handloom on first use and after a change, and starts it. "handloom --help" lists what it does.
setlocal EnableDelayedExpansion
set "root=%~dp0"
set "root=%root:~0,-1%"
set "out=%root%\app\target"
set "state=%root%\.handloom"

set "home="
for %%H in ("%HANDLOOM_JAVA_HOME%" "%JAVA_HOME%") do if not defined home call :try "%%~H"
for %%R in ("%ProgramFiles%\Eclipse Adoptium" "%ProgramFiles%\Java" "%ProgramFiles%\Microsoft" "%ProgramFiles%\Zulu" "%USERPROFILE%\.jdks") do (
  if not defined home if exist "%%~R" for /d %%H in ("%%~R\*") do if not defined home call :try "%%~H"
)
if not defined home (
  echo handloom: JDK 25 is missing. Install it: winget install EclipseAdoptium.Temurin.25.JDK 1>&2
  exit /b 3
)

set "stale="
if not exist "%state%\built" set "stale=1"
if not exist "%out%\lib" set "stale=1"
if not defined stale (
  powershell -NoProfile -Command "$b=(Get-Item '%state%\built').LastWriteTime; $n=Get-ChildItem '%root%\pom.xml','%root%\*\pom.xml','%root%\*\src\main' -Recurse -File | Where-Object LastWriteTime -gt $b | Select-Object -First 1; if ($n) { exit 1 }"
  if errorlevel 1 set "stale=1"
)
if defined stale (
  where mvn >nul 2>nul || (
    echo handloom: Maven is missing. Install Maven 3.8 or newer from maven.apache.org 1>&2
    exit /b 3
  )
  if not exist "%state%" mkdir "%state%"
  echo Building Handloom, once. This takes a few minutes. 1>&2
  pushd "%root%"
  call mvn -B -pl app -am -Dmaven.test.skip=true -Dstyle.color=never package > "%state%\build.log" 2>&1
  if errorlevel 1 (
    popd
    findstr /b "[ERROR]" "%state%\build.log" 1>&2
    echo handloom: The build failed; nothing was started. The whole story is in %state%\build.log 1>&2
    exit /b 3
  )
  popd
  del /q "%state%\*.jsa" 2>nul
  type nul > "%state%\built"
)

set "archive=commands"
if "%~1"=="" set "archive=studio"
if exist "%~1" if "%~2"=="" set "archive=studio"

"%home%\bin\java" ^
  -XX:+AutoCreateSharedArchive "-XX:SharedArchiveFile=%state%\%archive%.jsa" -Xlog:disable ^
  -XX:+UseCompactObjectHeaders -Xms64m --sun-misc-unsafe-memory-access=allow ^
  --module-path "%out%\javafx" --add-modules javafx.controls ^
  --enable-native-access=javafx.graphics,ALL-UNNAMED ^
  "-Dhandloom.root=%root%" %HANDLOOM_JAVA_OPTS% ^
  -cp "%out%\app.jar;%out%\lib\*" dev.handloom.app.Main %*
exit /b %ERRORLEVEL%

:try
if exist "%~1\bin\java.exe" if exist "%~1\release" (
  findstr /r /c:"^JAVA_VERSION=.25[.\"]" "%~1\release" >nul && set "home=%~1"
)
exit /b 0
