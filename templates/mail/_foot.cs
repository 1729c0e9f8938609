<?cs # The end of every mail. ?>
<p class="quiet"><a href="<?cs var:url_validate(shop.link) ?>"><?cs var:shop.name ?></a></p>
</main>
</body>
</html>
